"""What lists, sets and queues share: a content that changes, and is a tuple or not known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from keras_lens.interpreter.alternatives import Alternatives, each_of, join
from keras_lens.interpreter.budget import MOST_ELEMENTS
from keras_lens.interpreter.containers.sequences import TupleValue
from keras_lens.interpreter.exceptions import fail
from keras_lens.interpreter.state import StateOwner
from keras_lens.interpreter.values import NONE, Constant, Unknown, Value

if TYPE_CHECKING:
    from keras_lens.interpreter.arguments import Arguments
    from keras_lens.interpreter.machine import Machine
    from keras_lens.interpreter.sites import Site

ITEMS = "items"
_FAILURES = {IndexError: "IndexError", ValueError: "ValueError", KeyError: "KeyError"}


class NotFollowed(Exception):
    """An operation whose effect is not modelled."""


class ContentValue(StateOwner, Value):
    """A container with identity: every name for it sees its changes.

    Its state is a tuple of its items, alternatives of such, or an unknown.
    """

    __slots__ = ()

    def __init__(self, items: Sequence[Value] = (), sites: Sequence[Site] | None = None) -> None:
        super().__init__()
        self.state[ITEMS] = TupleValue(items, sites)

    def items(self) -> tuple[Value, ...] | None:
        """The items, None while they are not known."""
        content = self.state[ITEMS]
        return content.items if isinstance(content, TupleValue) else None

    def unknown(self) -> Unknown:
        """Why the items are not known."""
        content = self.state[ITEMS]
        if isinstance(content, Unknown):
            return content
        return Unknown(f"what is in {self.describe()} depends on a condition that is not known")

    def truth(self, machine: Machine) -> bool | None:
        return self.state[ITEMS].truth(machine)

    def length(self, machine: Machine) -> Value:
        return each_of(self.state[ITEMS], lambda content: content.length(machine))

    def escape(self, reason: str, machine: Machine) -> None:
        items = self.items()
        machine.write(self, ITEMS, Unknown(reason))
        for item in items or ():
            item.escape(reason, machine)

    def change(self, operation: Callable[[list[Value]], Value | None], machine: Machine) -> Value:
        """Does `operation` on the items; what it returns. One that surely fails raises where
        the program waits for it, else the content is unknown."""
        results: list[Value] = []
        failures: list[str] = []
        before = machine.resolve(self.state[ITEMS])

        def change_one(content: Value) -> Value:
            if not isinstance(content, TupleValue):
                return content
            items = list(content.items)
            try:
                results.append(operation(items) or NONE)
            except NotFollowed:
                return Unknown(f"how {self.describe()} was changed is not known", content.items)
            except tuple(_FAILURES) as failure:
                failures.append(_FAILURES[type(failure)])
                return Unknown(f"how {self.describe()} was changed is not known")
            if len(items) > MOST_ELEMENTS:
                return Unknown(f"{self.describe()} is too long")
            return TupleValue(items)

        changed = each_of(before, change_one)
        if failures and not isinstance(before, Alternatives) and machine.guards:
            return fail(failures[0], "the element is not there", machine)
        if failures or not results:
            machine.note_uncertain()
        machine.write(self, ITEMS, changed)
        return join(results) if results else self.unknown()


Operation = Callable[[list[Value], "Arguments", "Machine"], "Value | None"]


def argument(arguments: Arguments, index: int) -> Value:
    """A positional argument. Raises NotFollowed where it is missing."""
    if index >= len(arguments.positional) or arguments.open:
        raise NotFollowed
    return arguments.positional[index]


def number(value: Value) -> int:
    """A known whole number. Raises NotFollowed for anything else."""
    if isinstance(value, Constant) and isinstance(value.literal, int):
        return value.literal
    raise NotFollowed
