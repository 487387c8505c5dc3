"""Iterators: what gives its elements one by one, and each of them once.

There are two ways to get them. `pull` gives the next one. `push` runs over all that are left and
hands each to a visitor at once; so the body of a generator and the body of the loop over it take
turns as they do in Python. A generator's body can only be pushed: to be pulled, it is run ahead,
and gives nothing if it has changed anything on the way.

All of their state is in the journal, so that they can be used on paths that may not be taken.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import TypeAlias

from keras_lens.interpreter.budget import MOST_ELEMENTS
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.containers import ListValue, TupleValue
from keras_lens.interpreter.exceptions import Abandoned, Departure, fail
from keras_lens.interpreter.frames import Completion, Landing, Leave
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.state import StateOwner
from keras_lens.interpreter.symbols import reason_of
from keras_lens.interpreter.values import NONE, Constant, Unknown, Value

Visitor: TypeAlias = "Callable[[Value], None]"
Transformation: TypeAlias = "Callable[[Value, DerivedIterator, Machine], Sequence[Value] | None]"

_NEXT = "next"
_QUEUE = "queue"
_LAST = "last"
ENDED = "ended"


class ElementsNotKnown(Exception):
    """From here on, what an iterator gives is not known. The message says why.

    other: stands for any of the elements that may come; None where nothing is known of them.
    """

    def __init__(self, reason: str = "", other: Value | None = None) -> None:
        super().__init__(reason)
        self.other = other


class IteratorValue(StateOwner, Value):
    """An iterator.

    runs_program: whether going on runs code of the program that cannot be stopped half-way.
    """

    runs_program = False
    type_name = "generator"

    def describe(self) -> str:
        return "an iterator"

    def truth(self, machine: Machine) -> bool | None:
        return True

    @abstractmethod
    def pull(self, machine: Machine) -> Value | None:
        """The next element, None at the end. Raises ElementsNotKnown."""

    def push(self, visit: Visitor, machine: Machine) -> None:
        """Runs over what is left. Raises ElementsNotKnown."""
        while (element := self.pull(machine)) is not None:
            visit(element)

    def taken(self, machine: Machine) -> Value:
        try:
            return self._collected(machine)
        except ElementsNotKnown as reason:
            return Unknown(str(reason))

    def _collected(self, machine: Machine) -> Value:
        if self.runs_program:
            collector = ListValue()
            self.push(lambda value: _append(collector, value, machine), machine)
            return collector
        elements: list[Value] = []
        while (element := self.pull(machine)) is not None:
            machine.budget.step()
            elements.append(element)
            if len(elements) > MOST_ELEMENTS:
                raise ElementsNotKnown("there are too many elements")
        return ListValue(elements)

    def elements(self, machine: Machine) -> Sequence[Value] | None:
        taken = self.taken(machine)
        return taken.elements(machine) if isinstance(taken, ListValue) else None

    def contains(self, value: Value, machine: Machine) -> bool | None:
        """Elements are taken up to the one that is equal."""
        if self.runs_program:
            return super().contains(value, machine)
        try:
            while (element := self.pull(machine)) is not None:
                same = element is value or machine.operate("==", value, element).truth(machine)
                if same is not False:
                    return same
        except ElementsNotKnown:
            return None
        return False

    def escape(self, reason: str, machine: Machine) -> None:
        machine.write(self, _NEXT, Unknown(reason))

    def attribute(self, name: str, machine: Machine) -> Value:
        match name:
            case "__next__" | "get_next" | "next":
                return Native(name, lambda *_: next_of(self, None, machine))
            case "__iter__":
                return Native(name, lambda *_: self)
            case "close":
                return Native(name, lambda *_: self._close(machine))
        if name in ("send", "throw"):
            self.escape(f"'.{name}' of an iterator is not followed", machine)
            return super().attribute(name, machine)
        return fail("AttributeError", f"{self.describe()} has no '{name}'", machine)

    def _close(self, machine: Machine) -> Value:
        machine.write(self, ENDED, _YES)
        return NONE

    def where_absent(self, key: str) -> Value | None:
        return _WHERE_ABSENT.get(key)

    def is_so(self, key: str) -> bool:
        """Whether a mark has been set. Raises ElementsNotKnown."""
        mark = self.state.get(key)
        if mark is None:
            return False
        if not isinstance(mark, Constant):
            raise ElementsNotKnown("where an iterator stands depends on an unknown condition")
        return bool(mark.literal)

    def position(self) -> int:
        """How many elements have been taken. Raises ElementsNotKnown."""
        count = self.state.get(_NEXT, _ZERO)
        if not isinstance(count, Constant) or not isinstance(count.literal, int):
            raise ElementsNotKnown(reason_of(count, "where an iterator stands is not known"))
        return count.literal

    def advance(self, machine: Machine) -> None:
        machine.write(self, _NEXT, Constant(self.position() + 1))


class IndexedIterator(IteratorValue):
    """An iterator whose elements can be told by their number: of a list, of `count()`."""

    def __init__(self, element: Callable[[int], Value | None]) -> None:
        """element: gives the one with a number, None behind the last. Raises
        ElementsNotKnown."""
        super().__init__()
        self._element = element

    @classmethod
    def over(cls, elements: Sequence[Value]) -> IndexedIterator:
        """An iterator over elements that are known."""
        return cls(lambda index: elements[index] if index < len(elements) else None)

    def pull(self, machine: Machine) -> Value | None:
        if self.is_so(ENDED):
            return None
        element = self._element(self.position())
        if element is None:
            machine.write(self, ENDED, _YES)
        else:
            self.advance(machine)
        return element


class StreamIterator(IteratorValue):
    """An iterator of which only the first elements are known, and what stands for the others:
    over the batches of a data set."""

    def __init__(self, first: Sequence[Value], other: Value) -> None:
        super().__init__()
        self._first = first
        self._other = other

    def pull(self, machine: Machine) -> Value | None:
        if self.is_so(ENDED):
            return None
        place = self.position()
        if place < len(self._first):
            self.advance(machine)
            return self._first[place]
        raise ElementsNotKnown("how many elements there are is not known", self._other)


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
        if _QUEUE in self.state or ENDED in self.state or _NEXT in self.state:
            super().push(visit, machine)
            return
        machine.write(self, _NEXT, Unknown("a generator was left before its end"))
        self.returned = self._run(visit)
        machine.write(self, ENDED, _YES)

    def pull(self, machine: Machine) -> Value | None:
        if self.is_so(ENDED):
            return None
        if _QUEUE not in self.state:
            self.position()
            machine.write(self, _QUEUE, self._made_ahead(machine))
        made = self.state[_QUEUE]
        index = self.position()
        if not isinstance(made, TupleValue):
            raise ElementsNotKnown(reason_of(made, "what a generator gives is not known"))
        if index < len(made.items):
            self.advance(machine)
            return made.items[index]
        if index >= self.MOST_AHEAD:
            raise ElementsNotKnown("a generator was followed for some elements only")
        machine.write(self, ENDED, _YES)
        return None

    def _made_ahead(self, machine: Machine) -> Value:
        """The first elements; unknown if the generator changes anything but its own."""
        mark = machine.journal.mark()
        made = ListValue()

        def visit(value: Value) -> Value | None:
            _append(made, value, machine)
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
            queue = self.state.get(_QUEUE, _EMPTY)
            if not isinstance(queue, TupleValue):
                raise ElementsNotKnown("what an iterator gives depends on an unknown condition")
            if queue.items:
                machine.write(self, _QUEUE, TupleValue(queue.items[1:]))
                return queue.items[0]
            element = None if self.is_so(_LAST) else self._pulled(machine)
            results = None if element is None else self._transform(element, self, machine)
            if results is None:
                machine.write(self, ENDED, _YES)
                return None
            if len(results) == 1:
                return results[0]
            machine.write(self, _QUEUE, TupleValue(results))
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
        if not self.runs_program or _QUEUE in self.state or _NEXT in self.state:
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
            return None if results is None or self.is_so(_LAST) else element

        run_until(lambda visitor: self._source.push(visitor, machine), visit_results, machine)
        machine.write(self, ENDED, _YES)
        if problems:
            raise ElementsNotKnown(problems[0])

    def end_after(self, machine: Machine) -> None:
        """What becomes of the present element is the last that it gives."""
        machine.write(self, _LAST, _YES)

    def count(self, machine: Machine) -> int:
        """How many elements of the source have come before; counts this one. Raises
        ElementsNotKnown, also where the present one stands for others."""
        if self.is_at_others:
            raise ElementsNotKnown("how many elements have come before is not known")
        before = self.position()
        self.advance(machine)
        return before


def run_until(
    push: Callable[[Visitor], None], visit: Callable[[Value], Value | None], machine: Machine
) -> None:
    """Pushes elements to `visit` until it gives None."""
    landing = Landing(machine.journal.mark(), frozenset())
    departure = Departure(landing, lambda: landing.arrive(_STOPPED, machine.journal))

    def visitor(element: Value) -> None:
        if visit(element) is None:
            raise Abandoned(departure)

    try:
        push(visitor)
        came_to_end = True
    except Abandoned as abandoned:
        came_to_end = False
        if abandoned.departure is departure:
            departure.arrive()
        elif not landing.arrivals:
            raise
        elif abandoned.departure is not None:
            abandoned.departure.arrive()
    if came_to_end:
        machine.journal.join(landing.mark, landing.changes)
    else:
        machine.journal.go_to(landing.mark, landing.changes)
    machine.journal.release(landing.mark)


def iterator_of(value: Value, machine: Machine) -> IteratorValue:
    """`iter(value)`. Raises ElementsNotKnown."""
    if isinstance(value, IteratorValue):
        return value
    if isinstance(value, ListValue):
        return IndexedIterator(lambda index: _element_of(value, index))
    iterator = value.iterator(machine)
    if isinstance(iterator, IteratorValue):
        return iterator
    elements = value.elements(machine)
    if elements is None:
        raise ElementsNotKnown(reason_of(value, f"what {value.describe()} runs over is not known"))
    return IndexedIterator.over(elements)


def next_of(iterator: IteratorValue, default: Value | None, machine: Machine) -> Value:
    """`next(iterator, default)`."""
    try:
        element = iterator.pull(machine)
    except ElementsNotKnown as problem:
        machine.note_uncertain()
        return problem.other or Unknown(str(problem))
    if element is not None:
        return element
    return default or fail("StopIteration", "there is no next element", machine)


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


def _element_of(value: ListValue, index: int) -> Value | None:
    items = value.items()
    if items is None:
        raise ElementsNotKnown(value.unknown().reason)
    return items[index] if index < len(items) else None


def _append(collector: ListValue, value: Value, machine: Machine) -> None:
    collector.change(lambda items: items.append(value), machine)


_ZERO = Constant(0)
_YES = Constant(True)
_WHERE_ABSENT: dict[str, Value] = {
    _NEXT: _ZERO,
    ENDED: Constant(False),
    _LAST: Constant(False),
    _QUEUE: Unknown("what an iterator gives depends on an unknown condition"),
}
_EMPTY = TupleValue(())
_STOPPED = Completion(Leave.ABANDON)
