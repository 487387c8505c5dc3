"""Generators: iterators that code of the program feeds."""

from __future__ import annotations

from collections.abc import Callable

from keras_lens.interpreter.containers import ListValue, TupleValue
from keras_lens.interpreter.iterators.iterator import (
    ENDED,
    NEXT,
    QUEUE,
    YES,
    ElementsNotKnown,
    IteratorValue,
    Visitor,
    append_to,
)
from keras_lens.interpreter.iterators.pushing import run_until
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.state import StateOwner
from keras_lens.interpreter.symbols import reason_of
from keras_lens.interpreter.values import NONE, Unknown, Value


class GeneratorIterator(IteratorValue):
    """An iterator that code of the program feeds: a call of a function with `yield`.

    run: runs that code, calling the visitor for each element. scope: its own names.
    """

    runs_program = True
    MOST_AHEAD = 64
    """Elements that are made ahead, for one who takes them singly."""

    def __init__(self, run: Callable[[Visitor], Value], scope: StateOwner | None = None) -> None:
        super().__init__()
        self._run = run
        self._scope = scope
        self.returned: Value = NONE

    def describe(self) -> str:
        return "a generator"

    def push(self, visit: Visitor, machine: Machine) -> None:
        if QUEUE in self.state or ENDED in self.state or NEXT in self.state:
            super().push(visit, machine)
            return
        machine.write(self, NEXT, Unknown("a generator was left before its end"))
        self.returned = self._run(visit)
        machine.write(self, ENDED, YES)

    def pull(self, machine: Machine) -> Value | None:
        if self.is_so(ENDED):
            return None
        if QUEUE not in self.state:
            self.position()
            machine.write(self, QUEUE, self._made_ahead(machine))
        made = self.state[QUEUE]
        index = self.position()
        if not isinstance(made, TupleValue):
            raise ElementsNotKnown(reason_of(made, "what a generator gives is not known"))
        if index < len(made.items):
            self.advance(machine)
            return made.items[index]
        if index >= self.MOST_AHEAD:
            raise ElementsNotKnown("a generator was followed for some elements only")
        machine.write(self, ENDED, YES)
        return None

    def _made_ahead(self, machine: Machine) -> Value:
        """The first elements; unknown if the generator changes anything but its own."""
        mark = machine.journal.mark()
        made = ListValue()

        def visit(value: Value) -> Value | None:
            append_to(made, value, machine)
            items = made.items()
            return None if items is None or len(items) >= self.MOST_AHEAD else value

        def run(visitor: Visitor) -> None:
            self.returned = self._run(visitor)

        run_until(run, visit, machine)
        changes = machine.journal.changes_since(mark)
        foreign = {
            place: change
            for place, change in changes.last.items()
            if change[0].born < made.born and change[0] not in (self, self._scope)
        }
        if not foreign:
            return TupleValue(made.items() or ()) if made.items() is not None else made.unknown()
        machine.journal.roll_back(mark)
        unknown = Unknown("a generator that changes other objects is taken element by element")
        for (_, key), (owner, _) in foreign.items():
            if key in owner.state:
                machine.write(owner, key, unknown)
        return unknown
