"""Iterators that classes of the program define, by `__next__` or `__getitem__`."""

from __future__ import annotations

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.branches import run_path
from keras_lens.interpreter.exceptions import EXCEPTIONS
from keras_lens.interpreter.iterators import (
    ENDED,
    ElementsNotKnown,
    IteratorValue,
)
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.values import Constant, Value


class ProgramIterator(IteratorValue):
    """An instance of a class of the program with `__next__`."""

    def __init__(self, instance: Value) -> None:
        super().__init__()
        self._instance = instance

    ends_with = "StopIteration"

    def pull(self, machine: Machine) -> Value | None:
        self.position()
        if self.is_so(ENDED):
            return None
        guard = machine.open_guard()
        result: list[Value] = []
        try:
            completion = run_path(lambda: result.append(self.following(machine)))
        finally:
            machine.guards.pop()
        if completion is None and not guard.arrivals:
            return result[0]
        raised = completion.value if completion is not None else None
        stops = raised is not None and raised.instance_of(EXCEPTIONS[self.ends_with], machine)
        if stops and not guard.arrivals:
            machine.write(self, ENDED, Constant(True))
            return None
        self.escape("whether an iterator has ended is not known", machine)
        raise ElementsNotKnown("whether an iterator has ended is not known")

    def following(self, machine: Machine) -> Value:
        """The next element. Raises Raised at the end."""
        method = self._instance.attribute("__next__", machine)
        return machine.call(method, Arguments(), machine.no_site())


class ItemIterator(ProgramIterator):
    """An iterator over an object that has `__getitem__` only: it is asked for 0, 1, 2, ..."""

    ends_with = "IndexError"

    def following(self, machine: Machine) -> Value:
        index = Constant(self.position())
        self.advance(machine)
        return self._instance.item(index, machine)
