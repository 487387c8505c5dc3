"""Iterators over what becomes of the elements of others: `map`, `zip`, `islice`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from keras_lens.interpreter.containers import TupleValue
from keras_lens.interpreter.iterators.iterator import (
    ENDED,
    LAST,
    NEXT,
    QUEUE,
    YES,
    ElementsNotKnown,
    IteratorValue,
    Visitor,
    iterator_of,
)
from keras_lens.interpreter.iterators.pushing import run_until
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.values import Unknown, Value

Transformation: TypeAlias = "Callable[[Value, DerivedIterator, Machine], Sequence[Value] | None]"


class DerivedIterator(IteratorValue):
    """An iterator over what becomes of the elements of another one: `map`, `zip`, `islice`.

    transform: what an element becomes: any number of elements; None ends the iterator.
    is_at_others: whether an element stands for any of those that are not known.
    """

    is_at_others = False

    def __init__(self, source: IteratorValue, transform: Transformation) -> None:
        super().__init__()
        self._source = source
        self._transform = transform
        self.runs_program = source.runs_program

    def pull(self, machine: Machine) -> Value | None:
        self.position()
        while not self.is_so(ENDED):
            queue = self.state.get(QUEUE, _EMPTY)
            if not isinstance(queue, TupleValue):
                raise ElementsNotKnown("what an iterator gives depends on an unknown condition")
            if queue.items:
                machine.write(self, QUEUE, TupleValue(queue.items[1:]))
                return queue.items[0]
            element = None if self.is_so(LAST) else self._pulled(machine)
            results = None if element is None else self._transform(element, self, machine)
            if results is None:
                machine.write(self, ENDED, YES)
                return None
            if len(results) == 1:
                return results[0]
            machine.write(self, QUEUE, TupleValue(results))
        return None

    def _pulled(self, machine: Machine) -> Value | None:
        """The next element of the source. Raises ElementsNotKnown, with what becomes of the
        others."""
        try:
            return self._source.pull(machine)
        except ElementsNotKnown as problem:
            if problem.other is None:
                raise
            self.is_at_others = True
            results = self._transform(problem.other, self, machine)
            other = results[0] if results is not None and len(results) == 1 else None
            raise ElementsNotKnown(str(problem), other) from None

    def push(self, visit: Visitor, machine: Machine) -> None:
        if not self.runs_program or QUEUE in self.state or NEXT in self.state:
            super().push(visit, machine)
            return
        problems: list[str] = []

        def visit_results(element: Value) -> Value | None:
            try:
                results = self._transform(element, self, machine)
            except ElementsNotKnown as reason:
                problems.append(str(reason))
                return element
            for result in results or ():
                visit(result)
            return None if results is None or self.is_so(LAST) else element

        run_until(lambda visitor: self._source.push(visitor, machine), visit_results, machine)
        machine.write(self, ENDED, YES)
        if problems:
            raise ElementsNotKnown(problems[0])

    def end_after(self, machine: Machine) -> None:
        """What becomes of the present element is the last that it gives."""
        machine.write(self, LAST, YES)

    def count(self, machine: Machine) -> int:
        """How many elements of the source have come before; counts this one. Raises
        ElementsNotKnown, also where the present one stands for others."""
        if self.is_at_others:
            raise ElementsNotKnown("how many elements have come before is not known")
        before = self.position()
        self.advance(machine)
        return before


def made_lazily(
    sources: Sequence[Value],
    transform: Callable[[Sequence[Value], DerivedIterator], Sequence[Value] | None],
    machine: Machine,
) -> Value:
    """An iterator over what becomes of the rows of several iterables, as `zip` takes them."""
    try:
        iterators = [iterator_of(source, machine) for source in sources]
    except ElementsNotKnown as reason:
        return Unknown(str(reason))
    driver = next((one for one in iterators if one.runs_program), iterators[0])

    def take_row(
        element: Value, iterator: DerivedIterator, machine: Machine
    ) -> Sequence[Value] | None:
        row: list[Value] = []
        uncertain: ElementsNotKnown | None = None
        for one in iterators:
            try:
                part = element if one is driver else one.pull(machine)
            except ElementsNotKnown as problem:
                uncertain, part = problem, problem.other
                if part is None:
                    raise
            if part is None:
                return None
            row.append(part)
        made = transform(row, iterator)
        if uncertain is not None:
            other = made[0] if made is not None and len(made) == 1 else None
            raise ElementsNotKnown(str(uncertain), other)
        return made

    if iterators.count(driver) > 1:
        return Unknown("an iterator is taken from twice at once")
    return DerivedIterator(driver, take_row)


_EMPTY = TupleValue(())
