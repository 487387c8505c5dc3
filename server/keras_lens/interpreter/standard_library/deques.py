"""`collections.deque`."""

from __future__ import annotations

from collections.abc import Sequence

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.builtins import first
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.containers import ListValue
from keras_lens.interpreter.containers.content import ContentValue, argument, number
from keras_lens.interpreter.containers.lists import METHODS, taking_once
from keras_lens.interpreter.containers.sequences import pick, sequence_attribute
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.standard_library.registry import function
from keras_lens.interpreter.values import NONE, Constant, Unknown, Value


class DequeValue(ContentValue):
    """`deque`.

    most: the number of elements that it keeps.
    """

    type_name = "deque"

    def __init__(self, items: Sequence[Value] = (), most: int | None = None) -> None:
        super().__init__(items)
        self.most = most

    def describe(self) -> str:
        return "a deque"

    def elements(self, machine: Machine) -> Sequence[Value] | None:
        return self.items()

    def item(self, index: Value, machine: Machine) -> Value:
        items = self.items()
        return self.unknown() if items is None else pick(items, index, ListValue, machine)

    def set_item(self, index: Value, value: Value, machine: Machine) -> None:
        as_list = METHODS["pop"], METHODS["insert"]

        def put(items: list[Value]) -> None:
            for method, given in zip(as_list, ((index,), (index, value)), strict=True):
                method(items, Arguments(given), machine)

        self.change(put, machine)

    def attribute(self, name: str, machine: Machine) -> Value:
        method = _DEQUE_METHODS.get(name) or METHODS.get(name)
        if name == "maxlen":
            return Constant(self.most)
        if name == "sort" or method is None:
            items = self.items()
            found = None if items is None else sequence_attribute(items, name)
            return found or super().attribute(name, machine)

        def call(given: Arguments, site: Site, machine: Machine) -> Value:
            taken = taking_once(given, machine)
            return self.change(
                lambda items: self._kept(name, method(items, taken, machine), items), machine
            )

        return Native(f"deque.{name}", call)

    def _kept(self, name: str, result: Value | None, items: list[Value]) -> Value | None:
        surplus = 0 if self.most is None else max(len(items) - self.most, 0)
        if name.endswith("left"):
            del items[len(items) - surplus :]
        else:
            del items[:surplus]
        return result


def _append_left(items: list[Value], given: Arguments, machine: Machine) -> None:
    items.insert(0, argument(given, 0))


def _extend_left(items: list[Value], given: Arguments, machine: Machine) -> None:
    added: list[Value] = []
    METHODS["extend"](added, given, machine)
    items[:0] = reversed(added)


def _pop_left(items: list[Value], given: Arguments, machine: Machine) -> Value:
    return items.pop(0)


def _rotate(items: list[Value], given: Arguments, machine: Machine) -> None:
    by = number(argument(given, 0)) if given.positional else 1
    cut = -by % len(items) if items else 0
    items[:] = [*items[cut:], *items[:cut]]


_DEQUE_METHODS = {
    "appendleft": _append_left,
    "extendleft": _extend_left,
    "popleft": _pop_left,
    "rotate": _rotate,
}


@function("collections.deque")
def deque(arguments: Arguments, site: Site, machine: Machine) -> Value:
    most = arguments.get(1, "maxlen") or NONE
    literal = most.literal if isinstance(most, Constant) else -1
    elements = first(arguments).elements(machine) if arguments.positional else ()
    if elements is None or not (literal is None or (isinstance(literal, int) and literal >= 0)):
        return Unknown("what is in the deque is not known")
    kept = elements if literal is None else elements[max(len(elements) - int(literal), 0) :]
    return DequeValue(kept, None if literal is None else int(literal))
