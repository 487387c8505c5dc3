"""What arguments can be for one who only reads them, where they depend on choices that are not
known."""

from __future__ import annotations

from collections.abc import Callable

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.containers import ITEMS, DictValue, ListValue, TupleValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.values import (
    MOST_ALTERNATIVES,
    Alternatives,
    Choice,
    Unknown,
    Value,
    under,
)

_DEPTH = 4
"""Choices are looked for in containers in containers up to this depth."""


def for_each_reading(
    arguments: Arguments,
    call: Callable[[Arguments], Value],
    machine: Machine,
    deep: bool = False,
) -> Value:
    """What a call gives for arguments that depend on unknown conditions: it is done for each
    of what they can be together.

    deep: also for each of what the elements of lists, tuples and dictionaries can be.
    """
    depth = _DEPTH if deep else 0
    if _choice_of(arguments, depth) is None:
        return call(arguments)
    if _number_of_readings(arguments, depth) > MOST_ALTERNATIVES:
        return Unknown("an argument depends on too much that is not known")

    def each(option: Arguments) -> Value:
        found = _choice_of(option, depth)
        if found is None:
            return call(option)
        choice, ways = found
        options = [_under(option, choice, way, depth) for way in range(ways)]
        return machine.each_possibly(options, each, choice)

    return each(arguments)


def each_reading(value: Value, operation: Callable[[Value], Value], machine: Machine) -> Value:
    """What `operation` gives for each of what `value` can be for one who only reads it."""
    return for_each_reading(
        Arguments((value,)), lambda option: operation(option.positional[0]), machine
    )


def readings(value: Value) -> tuple[Choice, list[Value]] | None:
    """A choice that `value` depends on for one who only reads it, and what it is on each of the
    ways: for a list or dictionary a copy with another content. None where there is none."""
    found = _choice_in(value, 0)
    if found is None:
        return None
    choice, ways = found
    return choice, [_read_under(value, choice, way, 0) for way in range(ways)]


def _number_of_readings(arguments: Arguments, depth: int) -> int:
    """How many there are; those above the bound are not all counted."""
    found = _choice_of(arguments, depth)
    if found is None:
        return 1
    choice, ways = found
    total = 0
    for way in range(ways):
        total += _number_of_readings(_under(arguments, choice, way, depth), depth)
        if total > MOST_ALTERNATIVES:
            break
    return total


def _choice_of(arguments: Arguments, depth: int) -> tuple[Choice, int] | None:
    """A choice that the arguments depend on, and how many ways it has."""
    for value in arguments.all_values():
        found = _choice_in(value, depth)
        if found is not None:
            return found
    return None


def _choice_in(value: Value, depth: int) -> tuple[Choice, int] | None:
    if isinstance(value, Alternatives):
        return value.choice, len(value.branches)
    if isinstance(value, ListValue | DictValue):
        return _choice_in(value.state[ITEMS], depth)
    if depth > 0 and isinstance(value, TupleValue):
        for item in value.items:
            found = _choice_in(item, depth - 1)
            if found is not None:
                return found
    return None


def _under(arguments: Arguments, choice: Choice, way: int, depth: int) -> Arguments:
    return arguments.each(lambda value: _read_under(value, choice, way, depth))


def _read_under(value: Value, choice: Choice, way: int, depth: int) -> Value:
    """What `value` is where the choice went this way; a copy of a container that depends on it."""
    value = under(value, choice, way)
    if isinstance(value, ListValue | DictValue):
        before = value.state[ITEMS]
        content = _read_under(before, choice, way, depth)
        return value if content is before else value.with_content(content)
    if depth > 0 and isinstance(value, TupleValue):
        items = tuple(_read_under(item, choice, way, depth - 1) for item in value.items)
        if any(one is not item for one, item in zip(items, value.items, strict=True)):
            return value.with_items(items)
    return value
