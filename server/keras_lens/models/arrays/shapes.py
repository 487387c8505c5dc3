"""Shapes of arrays, as the program gives them and as NumPy combines them."""

from __future__ import annotations

import itertools
from typing import TypeAlias

from keras_lens.algebra import Polynomial
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.plain import is_literal, to_python
from keras_lens.interpreter.values import Constant, Unknown, Value

Shape: TypeAlias = "tuple[int | None, ...]"
MOST_AXES = 32
UNKNOWN_LENGTH = Unknown("how many elements the array has is not known")
UNFIT = Unknown("the shapes of the arrays do not fit")
_open_sizes = itertools.count(1)


def broadcast(*shapes: Shape) -> Shape | None:
    """The common shape, None where there is none (`numpy.broadcast_shapes`)."""
    rank = max(map(len, shapes), default=0)
    result: list[int | None] = []
    for axis in range(-rank, 0):
        lengths = {shape[axis] for shape in shapes if len(shape) >= -axis} - {1}
        if len(lengths - {None}) > 1:
            return None
        known = next((length for length in lengths if length is not None), None)
        result.append(known if known is not None or None in lengths else 1)
    return tuple(result)


def sizes(value: Value, machine: Machine, lowest: int = 0) -> tuple[int, ...] | None:
    """A shape that the program gives, None where it is not known."""
    plain = to_python(value, machine)
    if isinstance(plain, int):
        plain = (plain,)
    if not is_literal(plain) or not isinstance(plain, list | tuple) or len(plain) > MOST_AXES:
        return None
    if any(not isinstance(size, int) or size < lowest for size in plain):
        return None
    return tuple(plain)


def open_size() -> Polynomial:
    """A length that a real array has and that is not known."""
    return Polynomial.nameless(("array", next(_open_sizes)))


def numbers_between(start: int, stop: int, step: int) -> int:
    """`len(range(start, stop, step))`, of any size."""
    if step < 0:
        start, stop, step = stop, start, -step
    return max(0, -((start - stop) // step))


def length_value(size: int | None) -> Value:
    """A length as the program gets it."""
    return UNKNOWN_LENGTH if size is None else Constant(size)


def known_sizes(shape: Shape) -> list[int] | None:
    """The sizes of a shape, None where one of them is not known."""
    known = [size for size in shape if size is not None]
    return known if len(known) == len(shape) else None


def known_length(value: Value, machine: Machine) -> int | None:
    """`len(value)` where it is known."""
    length = value.length(machine)
    known = length.literal if isinstance(length, Constant) else None
    return known if isinstance(known, int) else None
