"""Integers as NumPy's functions give them: `np.prod(shape)` is no `int` of Python.

Keras refuses them in many places (`Dense(np.prod(shape))`), and takes them in others.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any, ClassVar

_BITS = {"int8": 8, "int16": 16, "int32": 32, "int64": 64}
_UNSIGNED_BITS = {f"u{name}": bits for name, bits in _BITS.items()}


class NumpyInteger(int):
    """An integer whose `dtype` is one of `DTYPES`.

    Arithmetic gives what NumPy 2 gives, as far as that is an integer: its size stays within the
    dtype's bits, and an `int` of Python takes the dtype of the other.
    """

    DTYPES: ClassVar[frozenset[str]] = frozenset(_BITS) | frozenset(_UNSIGNED_BITS)
    dtype: str

    def __new__(cls, value: int, dtype: str = "int64") -> NumpyInteger:
        made = super().__new__(cls, _within(int(value), dtype))
        made.dtype = dtype
        return made

    def __str__(self) -> str:
        return int.__repr__(self)

    def __repr__(self) -> str:
        return f"np.{self.dtype}({int.__repr__(self)})"

    def item(self) -> int:
        """The same as an `int` of Python."""
        return int(self)

    tolist = item

    def __neg__(self) -> NumpyInteger:
        return NumpyInteger(-int(self), self.dtype)

    def __abs__(self) -> NumpyInteger:
        return NumpyInteger(abs(int(self)), self.dtype)

    def __add__(self, other: Any) -> Any:
        return _calculated(operator.add, self, other)

    def __radd__(self, other: Any) -> Any:
        return _calculated(operator.add, other, self)

    def __sub__(self, other: Any) -> Any:
        return _calculated(operator.sub, self, other)

    def __rsub__(self, other: Any) -> Any:
        return _calculated(operator.sub, other, self)

    def __mul__(self, other: Any) -> Any:
        return _calculated(operator.mul, self, other)

    def __rmul__(self, other: Any) -> Any:
        return _calculated(operator.mul, other, self)

    def __floordiv__(self, other: Any) -> Any:
        return _calculated(_floor_divided, self, other)

    def __rfloordiv__(self, other: Any) -> Any:
        return _calculated(_floor_divided, other, self)

    def __mod__(self, other: Any) -> Any:
        return _calculated(_remainder, self, other)

    def __rmod__(self, other: Any) -> Any:
        return _calculated(_remainder, other, self)

    def __pow__(self, other: Any, modulo: Any = None) -> Any:
        return _calculated(_power, self, other)

    def __rpow__(self, other: Any, modulo: Any = None) -> Any:
        return _calculated(_power, other, self)


def _within(value: int, dtype: str) -> int:
    """A number in the bits of `dtype`: what is too large goes on from the other end."""
    if dtype in _UNSIGNED_BITS:
        return int(value % (1 << _UNSIGNED_BITS[dtype]))
    half = 1 << (_BITS[dtype] - 1)
    return int((value + half) % (2 * half) - half)


def _calculated(operation: Callable[[int, int], int], left: Any, right: Any) -> Any:
    if not isinstance(left, int) or not isinstance(right, int):
        return NotImplemented
    return NumpyInteger(operation(int(left), int(right)), _common_dtype(left, right))


def _common_dtype(left: int, right: int) -> str:
    dtypes = {one.dtype for one in (left, right) if isinstance(one, NumpyInteger)}
    return dtypes.pop() if len(dtypes) == 1 else "int64"


def _floor_divided(left: int, right: int) -> int:
    """NumPy warns of a division by zero, and gives 0."""
    return left // right if right else 0


def _remainder(left: int, right: int) -> int:
    return left % right if right else 0


def _power(left: int, right: int) -> int:
    if right < 0:
        raise ValueError("Integers to negative integer powers are not allowed.")
    return int(left**right)
