"""Attributes, methods and elements of known strings, bytes and numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from keras_lens.algebra import NumpyInteger
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.budget import MOST_CHARACTERS
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.containers import SliceValue
from keras_lens.interpreter.exceptions import fail
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.plain import (
    bounded,
    fails_as,
    from_python,
    is_literal,
    text_of,
    to_python,
)
from keras_lens.interpreter.types import type_of
from keras_lens.interpreter.values import Constant, Unknown, Value

_STRING_METHODS = frozenset(
    {
        "capitalize", "casefold", "center", "count", "encode", "endswith", "expandtabs", "find",
        "format", "index", "isalnum", "isalpha", "isascii", "isdecimal", "isdigit",
        "isidentifier", "islower", "isnumeric", "isspace", "istitle", "isupper", "join", "ljust",
        "lower", "lstrip", "partition", "removeprefix", "removesuffix", "replace", "rfind",
        "rindex", "rjust", "rpartition", "rsplit", "rstrip", "split", "splitlines", "startswith",
        "strip", "swapcase", "title", "upper", "zfill",
    }
)  # fmt: skip
_NUMBER_METHODS = frozenset({"bit_length", "is_integer", "conjugate", "item", "tolist"})
_NUMBER_ATTRIBUTES = frozenset({"real", "imag", "numerator", "denominator"})
_TAKING_ELEMENTS = frozenset({"join"})
_WIDE_FORMAT = re.compile(r"\d{4,}")


def attribute(constant: Constant, name: str, machine: Machine) -> Value:
    """`constant.name`."""
    literal = constant.literal
    methods = _STRING_METHODS if isinstance(literal, str) else _NUMBER_METHODS
    if name in methods and hasattr(literal, name):
        return Native(name, lambda arguments, *_: _call_method(literal, name, arguments, machine))
    if name in _NUMBER_ATTRIBUTES and isinstance(literal, int | float | complex):
        return bounded(getattr(literal, name))
    if name == "__class__":
        return type_of(constant)
    if not hasattr(literal, name) and not isinstance(literal, NumpyInteger):
        return fail("AttributeError", f"{constant.describe()} has no '.{name}'", machine)
    return Unknown(f"'.{name}' of {constant.describe()} is not known")


def item(constant: Constant, index: Value, machine: Machine) -> Value:
    """`constant[index]` of a string or bytes."""
    literal = constant.literal
    key: object = None
    if isinstance(index, Constant):
        key = index.literal
    elif isinstance(index, SliceValue):
        key = index.literal()
    if not isinstance(literal, str | bytes) and key is not None:
        return fail("TypeError", f"{constant.describe()} has no elements", machine)
    if not isinstance(literal, str | bytes) or not isinstance(key, int | slice):
        return Unknown(f"the element of {constant.describe()} is not known")
    try:
        return bounded(literal[key])
    except (IndexError, ValueError) as problem:
        return fails_as(problem, "the index is out of range", machine)


def _call_method(literal: object, name: str, arguments: Arguments, machine: Machine) -> Value:
    if name in _TAKING_ELEMENTS:
        arguments = arguments.map(lambda value: value.taken(machine))
    if name == "join":
        return _joined(str(literal), arguments, machine)
    if name == "format":
        arguments = arguments.map(lambda value: _as_text(value, machine))
    positional = [to_python(value, machine) for value in arguments.positional]
    keywords = {key: to_python(value, machine) for key, value in arguments.keywords.items()}
    given = [*positional, *keywords.values()]
    if arguments.open or any(not is_literal(value) for value in given):
        return Unknown(f"an argument of '.{name}()' is not known")
    if not _is_small(literal, name, given):
        return Unknown(f"the result of '.{name}()' may be too long")
    try:
        return from_python(getattr(literal, name)(*positional, **keywords))
    except Exception as problem:
        return fails_as(problem, f"'.{name}()' fails here", machine)


def _joined(separator: str, arguments: Arguments, machine: Machine) -> Value:
    elements = arguments.positional[0].elements(machine) if arguments.positional else None
    parts = [one.literal for one in elements or () if isinstance(one, Constant)]
    texts = [part for part in parts if isinstance(part, str)]
    if elements is None or len(texts) < len(elements):
        return Unknown("an argument of '.join()' is not known")
    if sum(map(len, texts)) + len(separator) * len(texts) > MOST_CHARACTERS:
        return Unknown("the string is too long")
    return Constant(separator.join(texts))


def _as_text(value: Value, machine: Machine) -> Value:
    """What `format` makes of an object that is no literal: its text."""
    if is_literal(to_python(value, machine)) and value.own_class is None:
        return value
    text = text_of(value, machine)
    return Unknown("the text of an object is not known") if text is None else Constant(text)


def _is_small(literal: object, name: str, given: Sequence[object]) -> bool:
    sizes = [len(value) for value in given if isinstance(value, str | list)]
    longest = max(sizes, default=1)
    if name == "format":
        return not _WIDE_FORMAT.search(str(literal)) and longest < MOST_CHARACTERS
    if name in ("center", "ljust", "rjust", "zfill", "expandtabs"):
        return all(not isinstance(width, int) or width < MOST_CHARACTERS for width in given)
    if name in ("replace", "join"):
        return (len(str(literal)) + 1) * (longest + 1) <= 100 * MOST_CHARACTERS
    return True


Machine.literal_attribute_rule = staticmethod(attribute)
Machine.literal_item_rule = staticmethod(item)
