"""What all iterators share, and those whose elements can be told by their number."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import TypeAlias

from keras_lens.interpreter.budget import MOST_ELEMENTS
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.containers import ListValue
from keras_lens.interpreter.exceptions import fail
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.state import StateOwner
from keras_lens.interpreter.symbols import reason_of
from keras_lens.interpreter.values import NONE, Constant, Unknown, Value

Visitor: TypeAlias = "Callable[[Value], None]"

NEXT = "next"
QUEUE = "queue"
LAST = "last"
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
            self.push(lambda value: append_to(collector, value, machine), machine)
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
        machine.write(self, NEXT, Unknown(reason))

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
        machine.write(self, ENDED, YES)
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
        count = self.state.get(NEXT, _ZERO)
        if not isinstance(count, Constant) or not isinstance(count.literal, int):
            raise ElementsNotKnown(reason_of(count, "where an iterator stands is not known"))
        return count.literal

    def advance(self, machine: Machine) -> None:
        """The next element is taken."""
        machine.write(self, NEXT, Constant(self.position() + 1))


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
            machine.write(self, ENDED, YES)
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


def _element_of(value: ListValue, index: int) -> Value | None:
    items = value.items()
    if items is None:
        raise ElementsNotKnown(value.unknown().reason)
    return items[index] if index < len(items) else None


def append_to(collector: ListValue, value: Value, machine: Machine) -> None:
    """Adds one more element to a list."""
    collector.change(lambda items: items.append(value), machine)


_ZERO = Constant(0)
YES = Constant(True)
_WHERE_ABSENT: dict[str, Value] = {
    NEXT: _ZERO,
    ENDED: Constant(False),
    LAST: Constant(False),
    QUEUE: Unknown("what an iterator gives depends on an unknown condition"),
}
