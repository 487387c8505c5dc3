"""What arguments can be for one who only reads them, where they depend on choices that are not
known."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from keras_lens.interpreter.alternatives import MOST_ALTERNATIVES, Alternatives, Choice, under
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.branches import one_of
from keras_lens.interpreter.containers import (
    DictValue,
    ListValue,
    SetValue,
    TupleValue,
)
from keras_lens.interpreter.containers.content import ITEMS
from keras_lens.interpreter.containers.dictionary_views import DictView
from keras_lens.interpreter.containers.entries import EntriesValue
from keras_lens.interpreter.frames import Completion, Frame
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.values import Constant, Unknown, Value

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


def for_reader(
    value: Value,
    run: Callable[[Value], Completion | None],
    frame: Frame,
    machine: Machine,
) -> Completion | None:
    """Runs code of the program for each of what `value` can be for one who only reads it."""
    found = _choice_in(value, 0)
    if found is None:
        return run(value)
    choice, ways = found
    paths = [
        partial(for_reader, _read_under(value, choice, way, 0), run, frame, machine)
        for way in range(ways)
    ]
    return one_of(paths, frame, machine, choice)


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
        if type(value) is not Constant:
            found = _choice_in(value, depth)
            if found is not None:
                return found
    return None


def _choice_in(value: Value, depth: int) -> tuple[Choice, int] | None:
    if type(value) is Constant:
        return None
    if isinstance(value, Alternatives):
        return value.choice, len(value.branches)
    if isinstance(value, DictView):
        return _choice_in(value.of, depth)
    if isinstance(value, ListValue | DictValue | SetValue):
        return _choice_in(value.state[ITEMS], depth)
    if depth > 0:
        for part in _parts(value):
            found = _choice_in(part, depth - 1)
            if found is not None:
                return found
    return None


def _parts(value: Value) -> Iterable[Value]:
    if isinstance(value, TupleValue):
        return value.items
    if isinstance(value, EntriesValue):
        return (one for _, one in value.entries.values())
    return ()


def _under(arguments: Arguments, choice: Choice, way: int, depth: int) -> Arguments:
    return arguments.map(lambda value: _read_under(value, choice, way, depth))


def _read_under(value: Value, choice: Choice, way: int, depth: int) -> Value:
    """What `value` is where the choice went this way; a copy of a container that depends on it."""
    value = under(value, choice, way)
    if isinstance(value, DictView):
        owner = _read_under(value.of, choice, way, depth)
        return DictView(owner, value.name) if isinstance(owner, DictValue) else value
    if isinstance(value, ListValue | DictValue | SetValue):
        before = value.state[ITEMS]
        content = _read_under(before, choice, way, depth)
        if content is before:
            return value
        copied = value.copy()
        copied.state[ITEMS] = content
        return copied
    if depth > 0:
        parts = list(_parts(value))
        changed = [_read_under(part, choice, way, depth - 1) for part in parts]
        if any(one is not part for one, part in zip(changed, parts, strict=True)):
            return _with_parts(value, changed)
    return value


def _with_parts(value: Value, parts: list[Value]) -> Value:
    if isinstance(value, EntriesValue):
        pairs = zip(value.entries.items(), parts, strict=True)
        return EntriesValue({place: (key, part) for (place, (key, _)), part in pairs})
    return value.with_items(parts) if isinstance(value, TupleValue) else value
