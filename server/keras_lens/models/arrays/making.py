"""Functions that make arrays: of a shape, of literals, of a range of numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.budget import MOST_ELEMENTS
from keras_lens.interpreter.containers import ListValue, TupleValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.plain import to_python
from keras_lens.interpreter.values import Constant, Value, is_none
from keras_lens.models.arrays.arguments import (
    NO_ARRAY,
    NO_SHAPE,
    as_array,
    converted,
    first_array,
    given_dtype,
    made,
)
from keras_lens.models.arrays.array import ArrayValue
from keras_lens.models.arrays.dtypes import dtype_name
from keras_lens.models.arrays.registry import function, of_array
from keras_lens.models.arrays.vector import vector

_OF_TENSORFLOW = {"float64": "float32", "int64": "int32"}
"""What TensorFlow makes of Python's own numbers (`tf.constant`)."""


@function("numpy.zeros", "numpy.ones", "numpy.empty")
def _zeros(arguments: Arguments, machine: Machine) -> Value:
    return made(arguments.get(0, "shape"), given_dtype(arguments, 1, "float64"), machine)


@function("tensorflow.zeros", "tensorflow.ones")
def _zeros_of_tensorflow(arguments: Arguments, machine: Machine) -> Value:
    return made(arguments.get(0, "shape"), given_dtype(arguments, 1, "float32"), machine)


@function("numpy.full")
def _full(arguments: Arguments, machine: Machine) -> Value:
    filling = as_array(arguments.get(1, "fill_value") or NO_ARRAY, machine)
    default = None if filling is None else filling.dtype
    return made(arguments.get(0, "shape"), given_dtype(arguments, 2, default), machine)


@function("numpy.eye")
def _eye(arguments: Arguments, machine: Machine) -> Value:
    rows = arguments.get(0, "N") or arguments.get(0, "n") or NO_SHAPE
    columns = arguments.get(1, "M") or rows
    if is_none(columns):
        columns = rows
    return made(TupleValue([rows, columns]), given_dtype(arguments, 3, "float64"), machine)


@function("numpy.identity")
def _identity(arguments: Arguments, machine: Machine) -> Value:
    size = arguments.get(0, "n") or NO_SHAPE
    return made(TupleValue([size, size]), given_dtype(arguments, 1, "float64"), machine)


@function("numpy.array", "numpy.asarray", "numpy.ascontiguousarray", "numpy.asanyarray")
def _array(arguments: Arguments, machine: Machine) -> Value:
    array = as_array(first_array(arguments), machine)
    dtype = None if array is None else given_dtype(arguments, 1, array.dtype)
    return NO_ARRAY if array is None or dtype is None else converted(array, dtype, machine)


@function("tensorflow.constant", "tensorflow.convert_to_tensor")
def _constant(arguments: Arguments, machine: Machine) -> Value:
    given = first_array(arguments)
    array = as_array(given, machine)
    if array is None:
        return NO_ARRAY
    is_own = isinstance(given, Constant | ListValue | TupleValue)
    default = _OF_TENSORFLOW.get(array.dtype, array.dtype) if is_own else array.dtype
    dtype = given_dtype(arguments, 1, default)
    return NO_ARRAY if dtype is None else converted(array, dtype, machine)


@function("numpy.frombuffer", "numpy.fromfile", "numpy.loadtxt", "numpy.genfromtxt", "numpy.load")
def _from_file(arguments: Arguments, machine: Machine) -> Value:
    return NO_ARRAY


@function("numpy.arange")
def _arange(arguments: Arguments, machine: Machine) -> Value:
    return _counted(arguments, ("start", "stop", "step"), ("int64", "float64"), machine)


@function("tensorflow.range")
def _range_of_tensorflow(arguments: Arguments, machine: Machine) -> Value:
    return _counted(arguments, ("start", "limit", "delta"), ("int32", "float32"), machine)


def _counted(
    arguments: Arguments, names: Sequence[str], dtypes: tuple[str, str], machine: Machine
) -> Value:
    """The numbers from `start` to `stop` by `step`, with the names of these parameters and the
    dtypes of integers and of others."""
    given = [arguments.get(place, name) for place, name in enumerate(names)]
    bounds = [to_python(value, machine) for value in given if value is not None]
    numbers = [one for one in bounds if isinstance(one, int | float)]
    if len(numbers) != len(bounds) or arguments.keywords.keys() - {*names, "dtype"}:
        return NO_SHAPE
    step = numbers.pop() if given[2] is not None else 1
    if not numbers:
        return NO_SHAPE
    start, stop = numbers if len(numbers) == 2 else (0, numbers[0])
    try:
        length = max(0, math.ceil((stop - start) / step))
    except (OverflowError, ValueError, ZeroDivisionError):
        return NO_SHAPE
    are_integers = all(isinstance(one, int) for one in (start, stop, step))
    dtype = given_dtype(arguments, 3, dtypes[0] if are_integers else dtypes[1])
    if dtype is None:
        return NO_SHAPE
    shown = range(min(length, MOST_ELEMENTS + 1))
    places = [Constant(start + index * step) for index in shown]
    return vector(places, dtype) or ArrayValue((length,), dtype)


@function("numpy.linspace")
def _linspace(arguments: Arguments, machine: Machine) -> Value:
    array = _spaced(arguments, machine)
    bounds = [to_python(arguments.get(0, "start") or NO_ARRAY, machine)]
    bounds.append(to_python(arguments.get(1, "stop") or NO_ARRAY, machine))
    numbers = [float(bound) for bound in bounds if isinstance(bound, int | float)]
    plain = len(numbers) == 2 and not arguments.keywords.keys() - {"start", "stop", "num"}
    if not isinstance(array, ArrayValue) or not plain or len(arguments.positional) > 3:
        return array
    count = array.shape[0]
    if count is None or not 0 < count <= MOST_ELEMENTS:
        return array
    step = (numbers[1] - numbers[0]) / max(count - 1, 1)
    places = [Constant(numbers[0] + index * step) for index in range(count)]
    if count > 1:
        places[-1] = Constant(numbers[1])
    return vector(places, array.dtype) or array


@function("numpy.logspace", "numpy.geomspace")
def _spaced(arguments: Arguments, machine: Machine) -> Value:
    count = arguments.get(2, "num") or Constant(50)
    return made(count, given_dtype(arguments, 5, "float64"), machine)


@function("numpy.meshgrid")
def _meshgrid(arguments: Arguments, machine: Machine) -> Value:
    """The grids that vectors span; `xy`, the default, swaps the first two axes."""
    vectors = [as_array(value, machine) for value in arguments.positional]
    indexing = arguments.keywords.get("indexing", Constant("xy"))
    known = [one for one in vectors if one is not None and len(one.shape) == 1]
    if len(known) != len(vectors) or not isinstance(indexing, Constant):
        return NO_ARRAY
    if arguments.keywords.keys() - {"indexing"}:
        return NO_SHAPE
    shape = [one.shape[0] for one in known]
    if indexing.literal == "xy" and len(shape) > 1:
        shape[:2] = shape[1], shape[0]
    return ListValue([one.with_shape(tuple(shape)) for one in known])


@of_array("zeros_like", "ones_like", "empty_like", "full_like")
def _like(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    given = arguments.keywords.get("dtype")
    dtype = array.dtype if given is None else dtype_name(given)
    if dtype is None or "shape" in arguments.keywords:
        return NO_ARRAY
    return ArrayValue(array.shape, dtype)


def _scalar(dtype: str) -> object:
    """`numpy.float32(x)` and so on."""

    def implementation(arguments: Arguments, machine: Machine) -> Value:
        given = next(arguments.all_values(), Constant(0))
        if isinstance(given, Constant) and isinstance(given.literal, int) and "int" in dtype:
            return given
        array = as_array(given, machine)
        return NO_ARRAY if array is None else ArrayValue(array.shape, dtype)

    return function(f"numpy.{dtype}")(implementation)


for _kind in ("float16", "float32", "float64", "int8", "int16", "int32", "int64", "uint8"):
    _scalar(_kind)
