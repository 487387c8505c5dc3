"""Integers of NumPy: what is calculated with them is what NumPy calculates."""

from __future__ import annotations

import operator
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keras_lens.algebra import NumpyInteger

OPERATORS = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "//": operator.floordiv,
    "%": operator.mod,
}  # fmt: skip
Calculate = Callable[[object, object], object]

numbers = st.integers(-128, 127)
dtypes = st.sampled_from(["int8", "int16", "int32", "int64"])


@pytest.mark.parametrize("calculate", OPERATORS.values(), ids=OPERATORS.keys())
@given(left=numbers, right=numbers, dtype=dtypes)
def test_with_one_another(calculate: Calculate, left: int, right: int, dtype: str) -> None:
    with np.errstate(all="ignore"):
        real = calculate(np.dtype(dtype).type(left), np.dtype(dtype).type(right))
    own = calculate(NumpyInteger(left, dtype), NumpyInteger(right, dtype))
    assert_same(own, real)


@pytest.mark.parametrize("calculate", OPERATORS.values(), ids=OPERATORS.keys())
@given(left=numbers, right=numbers, dtype=dtypes)
def test_with_numbers_of_python(calculate: Calculate, left: int, right: int, dtype: str) -> None:
    with np.errstate(all="ignore"):
        real = calculate(np.dtype(dtype).type(left), right)
        reflected = calculate(left, np.dtype(dtype).type(right))
    assert_same(calculate(NumpyInteger(left, dtype), right), real)
    assert_same(calculate(left, NumpyInteger(right, dtype)), reflected)


@given(number=numbers, exponent=st.integers(0, 5))
def test_powers(number: int, exponent: int) -> None:
    assert_same(NumpyInteger(number) ** exponent, np.int64(number) ** exponent)


@given(number=numbers)
def test_texts(number: int) -> None:
    assert str(NumpyInteger(number)) == str(np.int64(number))
    assert repr(NumpyInteger(number)) == repr(np.int64(number))
    assert f"{NumpyInteger(number):>5}" == f"{np.int64(number):>5}"


def test_with_floats_it_is_a_float() -> None:
    assert NumpyInteger(3) * 1.5 == np.int64(3) * 1.5
    assert isinstance(NumpyInteger(3) * 1.5, float)
    assert not isinstance(NumpyInteger(3) / 3, int)


def assert_same(own: object, real: object) -> None:
    assert isinstance(own, NumpyInteger)
    assert isinstance(real, np.integer)
    assert (int(own), own.dtype) == (int(real), str(real.dtype))
