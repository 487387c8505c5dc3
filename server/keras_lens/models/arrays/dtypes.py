"""Dtypes: their names, and those of results as NumPy 2 chooses them (NEP 50).

Source: https://numpy.org/neps/nep-0050-scalar-promotion.html and `numpy.result_type`.
"""

from __future__ import annotations

import re

from keras_lens.algebra import NumpyInteger
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.library import LibraryReference
from keras_lens.interpreter.values import Constant, Value

_ORDER = ("bool", "uint", "int", "float", "complex")
_PARTS = re.compile(r"(bool|uint|int|float|complex)(\d*)$")
_SPELLINGS = {
    "?": "bool", "b1": "bool", "i1": "int8", "i2": "int16", "i4": "int32", "i8": "int64",
    "u1": "uint8", "u2": "uint16", "u4": "uint32", "u8": "uint64", "f2": "float16",
    "f4": "float32", "f8": "float64", "c8": "complex64", "c16": "complex128", "float": "float64",
    "f": "float32", "d": "float64", "e": "float16", "i": "int32", "b": "int8", "B": "uint8",
    "int": "int64", "half": "float16", "single": "float32", "double": "float64", "byte": "int8",
    "ubyte": "uint8", "short": "int16", "intc": "int32", "longlong": "int64", "O": "object",
    "complex": "complex128",
}  # fmt: skip
_KNOWN = frozenset(
    {"bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float16",
     "float32", "float64", "complex64", "complex128", "bfloat16", "string", "object"}
)  # fmt: skip
_EXACT_FLOAT = {8: 16, 16: 32}
"""The bits of the float that holds all integers of so many bits; 64 for more."""


def promoted(left: str, right: str) -> str | None:
    """The dtype of an operation on two arrays; None where one is no number."""
    one, other = _split(left), _split(right)
    if one is None or other is None:
        return None
    if _ORDER.index(one[0]) > _ORDER.index(other[0]):
        one, other = other, one
    kind, bits = other
    if one[0] == kind:
        return _name(kind, max(one[1], bits))
    if one[0] == "bool":
        return _name(kind, bits)
    if (one[0], kind) == ("uint", "int"):
        return _name("int", bits) if bits > one[1] else _signed(one[1])
    if kind == "complex":
        needed = 2 * (one[1] if one[0] == "float" else _EXACT_FLOAT.get(one[1], 64))
        return _name("complex", max(bits, needed))
    return _name("float", max(bits, _EXACT_FLOAT.get(one[1], 64)))


def with_scalar(dtype: str, scalar: bool | int | float | complex) -> str | None:
    """The dtype of an operation on an array and a Python number, which gives way."""
    parts = _split(dtype)
    if parts is None:
        return None
    kind = parts[0]
    if isinstance(scalar, bool):
        return dtype
    if isinstance(scalar, int):
        return "int64" if kind == "bool" else dtype
    if isinstance(scalar, float):
        return dtype if kind in ("float", "complex") else "float64"
    return None


def divided(dtype: str) -> str:
    """The dtype of `/` where the operands have this dtype: integers give float64."""
    return dtype if dtype.startswith(("float", "complex")) else "float64"


def of_float_function(dtype: str) -> str | None:
    """The dtype of `exp`, `sqrt` and so on."""
    parts = _split(dtype)
    if parts is None:
        return None
    kind, bits = parts
    if kind in ("float", "complex"):
        return dtype
    return "float16" if kind == "bool" else _name("float", _EXACT_FLOAT.get(bits, 64))


def of_sum(dtype: str) -> str:
    """The dtype of `sum` and `prod`: small integers grow."""
    if dtype == "bool" or dtype.startswith("int"):
        return "int64"
    return "uint64" if dtype.startswith("uint") else dtype


def of_mean(dtype: str) -> str:
    """The dtype of `mean`, `std` and `var`."""
    return dtype if dtype.startswith(("float", "complex")) else "float64"


def of_number(number: object) -> str | None:
    """The dtype of an array that is made of a Python number."""
    if isinstance(number, NumpyInteger):
        return number.dtype
    if isinstance(number, bool):
        return "bool"
    if isinstance(number, int):
        return "int64"
    return "float64" if isinstance(number, float) else None


def of_literal(literal: object) -> str | None:
    """The dtype of an array that is made of a literal."""
    return "string" if isinstance(literal, str | bytes) else of_number(literal)


def full_name(name: str) -> str | None:
    """The name of a dtype that may be spelled in NumPy's other ways (`"f4"`, `"<i8"`,
    `np.single`); None where it is not one of those known here."""
    name = name.lstrip("<>=|").rstrip("_")
    full = _SPELLINGS.get(name, name)
    return full if full in _KNOWN else None


def item_size(dtype: str) -> int | None:
    """Bytes of an element, None where that is not known."""
    parts = _split(dtype)
    return None if parts is None else parts[1] // 8


def _signed(bits: int) -> str:
    return "float64" if bits == 64 else _name("int", bits * 2)


def _split(dtype: str) -> tuple[str, int] | None:
    found = _PARTS.match(dtype)
    return None if found is None else (found[1], int(found[2] or 8))


def _name(kind: str, bits: int) -> str:
    return kind if kind == "bool" else f"{kind}{bits}"


def dtype_name(value: Value | None) -> str | None:
    """The name of a dtype (`"float32"`, `np.float32`, `tf.float32`, `float`), None where not
    known."""
    if isinstance(value, Constant) and isinstance(value.literal, str):
        return full_name(value.literal)
    if isinstance(value, LibraryReference):
        return full_name(value.path.rpartition(".")[2])
    if isinstance(value, Native):
        return {"float": "float64", "int": "int64", "bool": "bool", "object": "object"}.get(
            value.name
        )
    return None
