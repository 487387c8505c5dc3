"""What the tensors of a term become: Keras's symbolic ones, or TensorFlow's in a graph."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import keras
import tensorflow

_in_tensorflow: ContextVar[bool] = ContextVar("in_tensorflow", default=False)
_given: ContextVar[list[Any] | None] = ContextVar("given", default=None)


@contextmanager
def values_are_tensors_of_tensorflow() -> Iterator[None]:
    """While it lasts, tensors are placeholders of the graph that is being made."""
    token = _in_tensorflow.set(True)
    try:
        yield
    finally:
        _in_tensorflow.reset(token)


@contextmanager
def given_tensors() -> Iterator[list[Any]]:
    """Collects the tensors that are made while it lasts, in order."""
    given: list[Any] = []
    token = _given.set(given)
    try:
        yield given
    finally:
        _given.reset(token)


def is_in_tensorflow() -> bool:
    """Whether the tensors are TensorFlow's."""
    return _in_tensorflow.get()


def make_tensor(shape: list[int | None], dtype: str, values: list[int | None] | None = None) -> Any:
    """A tensor of a term; `values` are those of its numbers that are known."""
    if is_in_tensorflow() and values is not None:
        return _sizes(shape, dtype, values)
    if is_in_tensorflow():
        return tensorflow.compat.v1.placeholder(shape=shape, dtype=dtype)
    tensor = keras.KerasTensor(tuple(shape), dtype=dtype, name="given")
    given = _given.get()
    if given is not None:
        given.append(tensor)
    return tensor


def _sizes(shape: list[int | None], dtype: str, values: list[int | None]) -> Any:
    """A tensor of whole numbers, some of which are known."""
    numbers = [
        tensorflow.compat.v1.placeholder(shape=[], dtype=dtype)
        if value is None
        else tensorflow.constant(value, dtype=dtype)
        for value in values
    ]
    return tensorflow.stack(numbers) if shape else numbers[0]
