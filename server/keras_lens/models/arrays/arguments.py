"""Arrays, dtypes and axes as functions of arrays are given them."""

from __future__ import annotations

from collections.abc import Sequence

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.containers import ListValue, TupleValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.values import Constant, Unknown, Value, is_none
from keras_lens.models.arrays import dtypes
from keras_lens.models.arrays.array import ArrayValue
from keras_lens.models.arrays.dtypes import dtype_name
from keras_lens.models.arrays.shapes import Shape, sizes
from keras_lens.models.arrays.vector import VectorValue, vector
from keras_lens.models.tensors import TensorValue

NO_ARRAY = Unknown("the array is not known")
NO_SHAPE = Unknown("the array's shape is not known")
NO_AXIS = Unknown("the axis is not known")
_NO_NUMBERS = ("object", "string")


def first_array(arguments: Arguments) -> Value:
    """The first argument, which is an array or a sequence of arrays."""
    return next(arguments.all_values(), NO_ARRAY)


def as_array(value: Value, machine: Machine) -> ArrayValue | None:
    """The array that NumPy makes of a value, None where that is not known."""
    if isinstance(value, ArrayValue):
        return value
    if isinstance(value, TensorValue):
        return _of_tensor(value)
    if isinstance(value, Constant):
        dtype = dtypes.of_literal(value.literal)
        return None if dtype is None else ArrayValue((), dtype)
    if not isinstance(value, ListValue | TupleValue):
        return None
    elements = value.elements(machine)
    if elements is None:
        return None
    arrays = [as_array(element, machine) for element in elements]
    known = [array for array in arrays if array is not None]
    if len(known) != len(arrays) or len({array.shape for array in known}) > 1:
        return None
    dtype = common_dtype(known)
    numbers = vector(elements, dtype)
    if numbers is not None:
        return numbers
    inner: Shape = known[0].shape if known else ()
    return None if dtype is None else ArrayValue((len(known), *inner), dtype)


def _of_tensor(tensor: TensorValue) -> ArrayValue | None:
    """The array of a tensor that has a value."""
    shape = tensor.term.shape
    known = tuple(size for size in shape if isinstance(size, int))
    if tensor.node is not None or len(known) != len(shape):
        return None
    return ArrayValue(known, tensor.term.dtype)


def arrays_in(value: Value, machine: Machine) -> list[ArrayValue] | None:
    """The arrays in a sequence, None where one of them is not known."""
    arrays = [as_array(element, machine) for element in value.elements(machine) or ()]
    known = [array for array in arrays if array is not None]
    return known if known and len(known) == len(arrays) else None


def common_dtype(arrays: Sequence[ArrayValue]) -> str | None:
    """The dtype of what arrays are put together to."""
    dtype: str | None = arrays[0].dtype if arrays else "float64"
    for array in arrays[1:]:
        same = dtype == array.dtype and dtype in _NO_NUMBERS
        dtype = dtype if same or dtype is None else dtypes.promoted(dtype, array.dtype)
    return dtype


def made(shape: Value | None, dtype: str | None, machine: Machine) -> Value:
    """An array of a shape that the program gives."""
    known = None if shape is None else sizes(shape, machine)
    return NO_SHAPE if known is None or dtype is None else ArrayValue(known, dtype)


def given_dtype(arguments: Arguments, index: int, default: str | None) -> str | None:
    """The dtype that an argument names, `default` where there is none."""
    given = arguments.get(index, "dtype")
    return default if given is None or is_none(given) else dtype_name(given)


def whole_number(value: Value | None, default: int | None = None) -> int | None:
    """A whole number that the program gives, `default` where it gives none; None where it is
    not known."""
    if value is None:
        return default
    literal = value.literal if isinstance(value, Constant) else None
    return literal if isinstance(literal, int) else None


def axes_of(array: ArrayValue, given: Value | None, machine: Machine) -> set[int] | None:
    """The axes that an argument names, all where there is none; None where that is not known
    or the array has no such axis."""
    rank = len(array.shape)
    if given is None or is_none(given):
        return set(range(rank))
    axes = sizes(given, machine, lowest=-rank)
    if axes is None or any(axis >= rank for axis in axes):
        return None
    return {axis % rank for axis in axes}


def converted(array: ArrayValue, dtype: str, machine: Machine) -> ArrayValue:
    """A copy of the array in another dtype."""
    numbers = array.numbers(machine) if isinstance(array, VectorValue) else None
    known = None if numbers is None else vector(numbers, dtype)
    return known or array.with_dtype(dtype)
