"""`copy.copy` and `copy.deepcopy` of containers."""

from __future__ import annotations

from collections.abc import Callable

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.containers import DictValue, ListValue, TupleValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.values import Constant, Unknown, Value

_NOT_COPIED = Unknown("what is copied is not known")


def copied(arguments: Arguments, machine: Machine) -> Value:
    """`copy.copy(value)`."""
    return _copy(next(arguments.all_values(), _NOT_COPIED), lambda part: part)


def deeply_copied(arguments: Arguments, machine: Machine) -> Value:
    """`copy.deepcopy(value)`. What is in it twice is in the copy twice."""
    made: dict[int, Value] = {}
    under_way: set[int] = set()

    def copy_of(part: Value) -> Value:
        machine.budget.step()
        if id(part) in under_way:
            return Unknown("a container is in itself")
        if id(part) not in made:
            under_way.add(id(part))
            made[id(part)] = _copy(part, copy_of)
            under_way.discard(id(part))
        return made[id(part)]

    return copy_of(next(arguments.all_values(), _NOT_COPIED))


def _copy(value: Value, copy_of_part: Callable[[Value], Value]) -> Value:
    if isinstance(value, Constant):
        return value
    if type(value) is TupleValue:
        return TupleValue([copy_of_part(item) for item in value.items])
    if type(value) is ListValue:
        items = value.items()
        return _NOT_COPIED if items is None else ListValue([copy_of_part(item) for item in items])
    if type(value) is DictValue:
        pairs = value.pairs()
        if pairs is None:
            return _NOT_COPIED
        return DictValue([(copy_of_part(key), copy_of_part(element)) for key, element in pairs])
    return _NOT_COPIED
