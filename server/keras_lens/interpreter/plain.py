"""Between abstract values and plain Python objects: literals, and lists and tuples of them."""

from __future__ import annotations

from keras_lens.interpreter.budget import MOST_BITS, MOST_CHARACTERS, MOST_NESTING
from keras_lens.interpreter.containers import DictValue, ListValue, TupleValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.values import Constant, Unknown, Value


def bounded(result: object) -> Value:
    """The value of a Python literal that was worked out; unknown where it is too large or is
    no literal."""
    if isinstance(result, int) and result.bit_length() > MOST_BITS:
        return Unknown("the number is too large")
    if isinstance(result, str | bytes) and len(result) > MOST_CHARACTERS:
        return Unknown("the string is too long")
    if result is None or isinstance(result, bool | int | float | complex | str | bytes):
        return Constant(result)
    return Unknown("the result is not a literal")


class _NoLiteral:
    """What a value without a literal becomes."""


_NO_LITERAL = _NoLiteral()


def to_python(value: Value, machine: Machine, depth: int = 0) -> object:
    """The Python object of a known literal or container of literals; `_NO_LITERAL` else. depth:
    of the containers around it, for one can contain itself."""
    if isinstance(value, Constant):
        return value.literal
    if isinstance(value, ListValue | TupleValue) and depth < MOST_NESTING:
        items = value.elements(machine)
        if items is None:
            return _NO_LITERAL
        parts = [to_python(part, machine, depth + 1) for part in items]
        if any(part is _NO_LITERAL for part in parts):
            return _NO_LITERAL
        return tuple(parts) if isinstance(value, TupleValue) else parts
    return _NO_LITERAL


def is_literal(result: object) -> bool:
    """Whether `to_python` found the object."""
    return result is not _NO_LITERAL


def from_python(result: object) -> Value:
    """The value of a Python literal, or of a list, tuple or dictionary of them."""
    if isinstance(result, list):
        return ListValue([from_python(part) for part in result])
    if isinstance(result, tuple):
        return TupleValue([from_python(part) for part in result])
    if isinstance(result, dict):
        return DictValue([(from_python(key), from_python(one)) for key, one in result.items()])
    return bounded(result)
