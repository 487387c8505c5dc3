"""Dtypes of results, as NumPy 2 chooses them (NEP 50).

Source: https://numpy.org/neps/nep-0050-scalar-promotion.html and `numpy.result_type`.
"""

from __future__ import annotations

import re

_ORDER = ("bool", "uint", "int", "float", "complex")
_PARTS = re.compile(r"(bool|uint|int|float|complex)(\d*)$")
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
    if isinstance(number, bool):
        return "bool"
    if isinstance(number, int):
        return "int64"
    return "float64" if isinstance(number, float) else None


def _signed(bits: int) -> str:
    return "float64" if bits == 64 else _name("int", bits * 2)


def _split(dtype: str) -> tuple[str, int] | None:
    found = _PARTS.match(dtype)
    return None if found is None else (found[1], int(found[2] or 8))


def _name(kind: str, bits: int) -> str:
    return kind if kind == "bool" else f"{kind}{bits}"
