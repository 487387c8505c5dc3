"""Tuples, ranges and slices, and what all sequences can do."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from keras_lens.interpreter.budget import MOST_ELEMENTS
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.exceptions import fail
from keras_lens.interpreter.values import Constant, Unknown, Value

if TYPE_CHECKING:
    from keras_lens.interpreter.arguments import Arguments
    from keras_lens.interpreter.machine import Machine
    from keras_lens.interpreter.sites import Site


class TupleValue(Value):
    """A tuple.

    sites: where its elements stand, if it was written out in the program.
    """

    __slots__ = ("items", "sites")

    type_name = "tuple"

    def __init__(self, items: Sequence[Value], sites: Sequence[Site] | None = None) -> None:
        self.items = tuple(items)
        self.sites = sites

    def describe(self) -> str:
        return "a tuple"

    def with_items(self, items: Sequence[Value]) -> TupleValue:
        """The same kind of tuple with other items."""
        changed = copy.copy(self)
        changed.items = tuple(items)
        return changed

    def elements(self, machine: Machine) -> Sequence[Value] | None:
        return self.items

    def length(self, machine: Machine) -> Value:
        return Constant(len(self.items))

    def truth(self, machine: Machine) -> bool | None:
        return bool(self.items)

    def item(self, index: Value, machine: Machine) -> Value:
        return pick(self.items, index, TupleValue, machine)

    def operate(
        self, operator: str, other: Value, reflected: bool, machine: Machine
    ) -> Value | None:
        items = combine(self.items, operator, other, TupleValue, reflected, machine)
        return items if items is None or isinstance(items, Unknown) else TupleValue(items)

    def equivalent(self, other: Value) -> bool:
        return self is other or (
            type(other) is type(self)
            and isinstance(other, TupleValue)
            and len(self.items) == len(other.items)
            and all(
                mine.equivalent(theirs)
                for mine, theirs in zip(self.items, other.items, strict=True)
            )
        )

    def attribute(self, name: str, machine: Machine) -> Value:
        return sequence_attribute(self.items, name) or super().attribute(name, machine)

    def escape(self, reason: str, machine: Machine) -> None:
        for item in self.items:
            item.escape(reason, machine)


class RangeValue(TupleValue):
    """A range; as a tuple of its numbers."""

    __slots__ = ()

    type_name = "range"

    def describe(self) -> str:
        return "a range"

    def item(self, index: Value, machine: Machine) -> Value:
        return pick(self.items, index, RangeValue, machine)

    def operate(
        self, operator: str, other: Value, reflected: bool, machine: Machine
    ) -> Value | None:
        return None

    def attribute(self, name: str, machine: Machine) -> Value:
        if name in ("start", "stop", "step"):
            return Unknown(f"'{name}' of a range is not followed")
        return super().attribute(name, machine)


class SliceValue(Value):
    """`start:stop:step`."""

    __slots__ = ("start", "step", "stop")

    type_name = "slice"

    def __init__(self, start: Value, stop: Value, step: Value) -> None:
        self.start = start
        self.stop = stop
        self.step = step

    def literal(self) -> slice | None:
        """The slice, None where a part of it is not known."""
        parts: list[int | None] = []
        for part in (self.start, self.stop, self.step):
            if not isinstance(part, Constant) or not isinstance(part.literal, int | None):
                return None
            parts.append(part.literal)
        return slice(*parts)

    def attribute(self, name: str, machine: Machine) -> Value:
        if name in ("start", "stop", "step"):
            part: Value = getattr(self, name)
            return part
        return super().attribute(name, machine)


def pick(
    items: tuple[Value, ...],
    index: Value,
    make: Callable[[Sequence[Value]], Value],
    machine: Machine,
) -> Value:
    """`items[index]`; a slice gives what `make` makes of the part."""
    if isinstance(index, Constant) and isinstance(index.literal, int):
        if -len(items) <= index.literal < len(items):
            return items[index.literal]
        return fail("IndexError", f"there is no element {index.literal}", machine)
    if isinstance(index, SliceValue) and (part := index.literal()) is not None and part.step != 0:
        return make(items[part])
    return Unknown("the index is not known")


def combine(
    items: tuple[Value, ...],
    operator: str,
    other: Value,
    kind: type[Value],
    reflected: bool,
    machine: Machine,
) -> tuple[Value, ...] | Unknown | None:
    """The items of `items + other` or `items * number`; None where it is neither."""
    if operator == "+" and isinstance(other, kind) and not isinstance(other, RangeValue):
        more = other.elements(machine)
        if more is None:
            return Unknown("what is in the list is not known")
        joined = (*more, *items) if reflected else (*items, *more)
        return joined if len(joined) <= MOST_ELEMENTS else Unknown("the list is too long")
    if operator == "*" and isinstance(other, Constant) and isinstance(other.literal, int):
        if len(items) * max(other.literal, 0) > MOST_ELEMENTS:
            return Unknown("the list is too long")
        return items * other.literal
    return None


def sequence_attribute(items: Sequence[Value], name: str) -> Value | None:
    """`index` and `count` of a sequence, None for any other name."""
    if name == "index":
        return Native("index", lambda arguments, _, machine: _index(items, arguments, machine))
    if name == "count":
        return Native("count", lambda arguments, _, machine: _count(items, arguments, machine))
    return None


def equal(left: Value, right: Value, machine: Machine) -> bool | None:
    """`left == right`, None where that is not known."""
    return left is right or machine.operate("==", left, right).truth(machine)


def position(items: Sequence[Value], value: Value, machine: Machine) -> int | None:
    """Where `value` is first. Raises ValueError where it surely is not there."""
    for index, item in enumerate(items):
        verdict = equal(item, value, machine)
        if verdict is None:
            return None
        if verdict:
            return index
    raise ValueError


def _index(items: Sequence[Value], arguments: Arguments, machine: Machine) -> Value:
    if len(arguments.positional) != 1:
        return Unknown("the element's position is not known")
    try:
        found = position(items, arguments.positional[0], machine)
    except ValueError:
        return fail("ValueError", "the element is not in the list", machine)
    return Unknown("the element's position is not known") if found is None else Constant(found)


def _count(items: Sequence[Value], arguments: Arguments, machine: Machine) -> Value:
    if len(arguments.positional) != 1:
        return Unknown("the elements are not all known")
    verdicts = [equal(item, arguments.positional[0], machine) for item in items]
    if None in verdicts:
        return Unknown("the elements are not all known")
    return Constant(verdicts.count(True))
