"""Between abstract values and plain Python objects: literals, and containers of them."""

from __future__ import annotations

from collections.abc import Callable

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.budget import MOST_BITS, MOST_CHARACTERS, MOST_NESTING
from keras_lens.interpreter.containers import DictValue, ListValue, SetValue, TupleValue
from keras_lens.interpreter.exceptions import EXCEPTIONS, fail
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


def to_python(value: Value, machine: Machine, tables: bool = False, depth: int = 0) -> object:
    """The Python object of a known literal or container of literals; `_NO_LITERAL` else.

    tables: whether it may be a dictionary or a set. depth: of the containers around it, for one
    can contain itself.
    """
    if isinstance(value, Constant):
        return value.literal
    if depth > MOST_NESTING:
        return _NO_LITERAL
    if value.type_name in ("list", "tuple") and value.own_class is None:
        items = value.elements(machine)
        parts = (
            [_NO_LITERAL]
            if items is None
            else [to_python(part, machine, tables, depth + 1) for part in items]
        )
        if any(part is _NO_LITERAL for part in parts):
            return _NO_LITERAL
        return tuple(parts) if isinstance(value, TupleValue) else parts
    if tables and type(value) is DictValue:
        pairs = value.pairs()
        found = [to_python(TupleValue(pair), machine, tables) for pair in pairs or ()]
        if pairs is None or any(pair is _NO_LITERAL for pair in found):
            return _NO_LITERAL
        return {pair[0]: pair[1] for pair in found if isinstance(pair, tuple)}
    return _NO_LITERAL


def is_literal(result: object) -> bool:
    """Whether `to_python` found the object."""
    return result is not _NO_LITERAL


def from_python(result: object) -> Value:
    """The value of a Python literal, or of a container of such."""
    if isinstance(result, list):
        return ListValue([from_python(part) for part in result])
    if isinstance(result, tuple):
        return TupleValue([from_python(part) for part in result])
    if isinstance(result, dict):
        return DictValue([(from_python(key), from_python(one)) for key, one in result.items()])
    if isinstance(result, set | frozenset):
        return SetValue([from_python(part) for part in result], isinstance(result, frozenset))
    return bounded(result)


def on_literals(
    name: str, function: Callable[..., object], arguments: Arguments, machine: Machine
) -> Value:
    """A call that Python itself works out, where all arguments are literals. The function
    must be without side effects, and of bounded cost."""
    positional = [to_python(value, machine) for value in arguments.positional]
    keywords = {key: to_python(value, machine) for key, value in arguments.keywords.items()}
    if arguments.open or not all(map(is_literal, [*positional, *keywords.values()])):
        return Unknown(f"an argument of '{name}()' is not known")
    try:
        return from_python(function(*positional, **keywords))
    except Exception as problem:
        return fails_as(problem, f"'{name}()' fails here", machine)


def fails_as(problem: Exception, reason: str, machine: Machine) -> Value:
    """The value of an operation of which Python says that it fails."""
    kind = next(cls.__name__ for cls in type(problem).__mro__ if cls.__name__ in EXCEPTIONS)
    return fail(kind, reason, machine)


_CONVERSIONS: dict[str, Callable[[object], str]] = {"s": str, "r": repr, "a": ascii}


def text_of(value: Value, machine: Machine, conversion: str = "s") -> str | None:
    """`str(value)` (`repr` and `ascii` by `r` and `a`), None where it is not known."""
    if type(value) is Constant:
        return _CONVERSIONS[conversion](value.literal)
    literal = to_python(value, machine, tables=True)
    if is_literal(literal) and not isinstance(value, Constant):
        return _CONVERSIONS[conversion](literal)
    return value.text(machine) if conversion == "s" else value.representation(machine)


def formatted(value: Value, specification: str, machine: Machine) -> Value:
    """`format(value, specification)`."""
    if sum(character.isdigit() for character in specification) > 4:
        return Unknown("the string is formatted too wide")
    literal: object = value.literal if type(value) is Constant else None
    if type(value) is not Constant:
        literal = text_of(value, machine)
        if literal is None or specification:
            return Unknown("the text of an object is not known")
    try:
        return bounded(format(literal, specification))
    except (ValueError, TypeError) as problem:
        return fails_as(problem, "the format does not fit", machine)
