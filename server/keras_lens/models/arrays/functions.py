"""Functions and methods of NumPy arrays.

To model another one: write a function of the array and the arguments, and register it, for the
function (`function("numpy.name")`), the method (`method("name")`), or both.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TypeAlias, TypeVar

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.budget import MOST_ELEMENTS
from keras_lens.interpreter.containers import ListValue, TupleValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.operators import is_none
from keras_lens.interpreter.plain import from_python, to_python
from keras_lens.interpreter.values import Constant, Unknown, Value
from keras_lens.models.arrays import dtypes
from keras_lens.models.arrays.array import (
    METHODS,
    UNFIT,
    ArrayValue,
    Method,
    Shape,
    broadcast,
    dtype_name,
    sizes,
)
from keras_lens.models.arrays.vector import VectorValue, vector

Function: TypeAlias = "Callable[[Arguments, Machine], Value]"
FUNCTIONS: dict[str, Function] = {}
AnyFunction = TypeVar("AnyFunction", bound=Function)
AnyMethod = TypeVar("AnyMethod", bound=Method)

NO_ARRAY = Unknown("the array is not known")
NO_SHAPE = Unknown("the array's shape is not known")


def function(*paths: str) -> Callable[[AnyFunction], AnyFunction]:
    """Registers a function under its dotted paths."""

    def register(implementation: AnyFunction) -> AnyFunction:
        FUNCTIONS.update(dict.fromkeys(paths, implementation))
        return implementation

    return register


def method(*names: str, numpy: bool = True) -> Callable[[AnyMethod], AnyMethod]:
    """Registers a method of arrays, and as a function of NumPy that takes the array first."""

    def register(implementation: AnyMethod) -> AnyMethod:
        def as_function(arguments: Arguments, machine: Machine) -> Value:
            if not arguments.positional:
                return NO_ARRAY
            array = as_array(arguments.positional[0], machine)
            if array is None:
                return NO_ARRAY
            rest = Arguments(arguments.positional[1:], arguments.keywords, arguments.open)
            return implementation(array, rest, machine)

        METHODS.update(dict.fromkeys(names, implementation))
        if numpy:
            FUNCTIONS.update({f"numpy.{name}": as_function for name in names})
        return implementation

    return register


def as_array(value: Value, machine: Machine) -> ArrayValue | None:
    """The array that NumPy makes of a value, None where that is not known."""
    if isinstance(value, ArrayValue):
        return value
    if isinstance(value, Constant):
        dtype = dtypes.of_number(value.literal)
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
    dtype = _common_dtype(known)
    numbers = vector(elements, dtype)
    if numbers is not None:
        return numbers
    inner: Shape = known[0].shape if known else ()
    return None if dtype is None else ArrayValue((len(known), *inner), dtype)


def _common_dtype(arrays: Sequence[ArrayValue]) -> str | None:
    dtype: str | None = arrays[0].dtype if arrays else "float64"
    for array in arrays[1:]:
        dtype = None if dtype is None else dtypes.promoted(dtype, array.dtype)
    return dtype


def made(shape: Value | None, dtype: str | None, machine: Machine) -> Value:
    """An array of a shape that the program gives."""
    known = None if shape is None else sizes(shape, machine)
    return NO_SHAPE if known is None or dtype is None else ArrayValue(known, dtype)


def given_dtype(arguments: Arguments, index: int, default: str | None) -> str | None:
    """The dtype that an argument names, `default` where there is none."""
    given = arguments.get(index, "dtype")
    return default if given is None or is_none(given) else dtype_name(given)


# --- making arrays -------------------------------------------------------------------------


@function("numpy.zeros", "numpy.ones", "numpy.empty")
def _zeros(arguments: Arguments, machine: Machine) -> Value:
    return made(arguments.get(0, "shape"), given_dtype(arguments, 1, "float64"), machine)


@function("tensorflow.zeros", "tensorflow.ones")
def _zeros_of_tensorflow(arguments: Arguments, machine: Machine) -> Value:
    return made(arguments.get(0, "shape"), given_dtype(arguments, 1, "float32"), machine)


@function("tensorflow.random.normal", "tensorflow.random.uniform")
def _random_of_tensorflow(arguments: Arguments, machine: Machine) -> Value:
    return made(arguments.get(0, "shape"), given_dtype(arguments, 3, "float32"), machine)


@function("numpy.full")
def _full(arguments: Arguments, machine: Machine) -> Value:
    filling = as_array(arguments.get(1, "fill_value") or NO_ARRAY, machine)
    default = None if filling is None else filling.dtype
    return made(arguments.get(0, "shape"), given_dtype(arguments, 2, default), machine)


@function("numpy.eye", "numpy.identity")
def _eye(arguments: Arguments, machine: Machine) -> Value:
    rows = arguments.get(0, "N") or arguments.get(0, "n") or NO_SHAPE
    columns = arguments.keywords.get("M", rows)
    return made(TupleValue([rows, columns]), given_dtype(arguments, 3, "float64"), machine)


@function("numpy.array", "numpy.asarray", "tensorflow.constant", "tensorflow.convert_to_tensor")
def _array(arguments: Arguments, machine: Machine) -> Value:
    array = as_array(next(arguments.all_values(), NO_ARRAY), machine)
    dtype = None if array is None else given_dtype(arguments, 1, array.dtype)
    return NO_ARRAY if array is None or dtype is None else converted(array, dtype, machine)


def converted(array: ArrayValue, dtype: str, machine: Machine) -> ArrayValue:
    """A copy of the array in another dtype."""
    numbers = array.numbers(machine) if isinstance(array, VectorValue) else None
    known = None if numbers is None else vector(numbers, dtype)
    return known or ArrayValue(array.shape, dtype)


@function("numpy.arange")
def _arange(arguments: Arguments, machine: Machine) -> Value:
    bounds = [to_python(value, machine) for value in arguments.positional]
    numbers = [one for one in bounds if isinstance(one, int | float)]
    if not numbers or len(numbers) != len(bounds) or arguments.keywords.keys() - {"dtype"}:
        return NO_SHAPE
    start, stop = (0, numbers[0]) if len(numbers) == 1 else numbers[:2]
    step = numbers[2] if len(numbers) > 2 else 1
    length = max(0, math.ceil((stop - start) / step)) if step else 0
    default = "int64" if all(isinstance(one, int) for one in numbers) else "float64"
    dtype = given_dtype(arguments, 3, default)
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


@method("zeros_like", "ones_like", "empty_like", "full_like")
def _like(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    given = arguments.keywords.get("dtype")
    dtype = array.dtype if given is None else dtype_name(given)
    return NO_ARRAY if dtype is None else ArrayValue(array.shape, dtype)


# --- random numbers ------------------------------------------------------------------------

_SIZE_FIRST = ("random", "random_sample", "ranf", "sample", "standard_normal")
_SIZE_THIRD = ("normal", "uniform", "laplace", "logistic", "gumbel", "lognormal", "beta", "gamma")


def _random(index: int, dtype: str) -> Function:
    def implementation(arguments: Arguments, machine: Machine) -> Value:
        size = arguments.get(index, "size")
        if size is None or is_none(size):
            return Unknown("what a random number is is not known")
        return made(size, dtype, machine)

    return implementation


for _name in _SIZE_FIRST:
    FUNCTIONS[f"numpy.random.{_name}"] = _random(0, "float64")
for _name in _SIZE_THIRD:
    FUNCTIONS[f"numpy.random.{_name}"] = _random(2, "float64")
FUNCTIONS["numpy.random.randint"] = _random(2, "int64")
FUNCTIONS["numpy.random.binomial"] = _random(2, "int64")
FUNCTIONS["numpy.random.poisson"] = _random(1, "int64")
FUNCTIONS["numpy.random.exponential"] = _random(1, "float64")


@function("numpy.random.rand", "numpy.random.randn")
def _rand(arguments: Arguments, machine: Machine) -> Value:
    return made(TupleValue(arguments.positional), "float64", machine)


@function("numpy.random.permutation")
def _permutation(arguments: Arguments, machine: Machine) -> Value:
    given = next(arguments.all_values(), NO_ARRAY)
    if isinstance(given, Constant):
        return made(given, "int64", machine)
    return as_array(given, machine) or NO_ARRAY


# --- the same shape ------------------------------------------------------------------------

_FLOAT_FUNCTIONS = (
    "arccos", "arcsin", "arctan", "cos", "cosh", "exp", "exp2", "expm1", "log", "log10", "log1p",
    "log2", "sin", "sinh", "sqrt", "tan", "tanh",
)  # fmt: skip
_SAME_DTYPE = (
    "abs", "absolute", "ceil", "clip", "copy", "fabs", "flip", "fliplr", "flipud",
    "floor", "maximum", "minimum", "negative", "nan_to_num", "rint", "roll", "round", "sign",
    "sort", "square",
)  # fmt: skip
_BOOLEAN = ("isnan", "isinf", "isfinite", "logical_not")


def _same_shape(dtype_of: Callable[[str], str | None]) -> Method:
    def implementation(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
        dtype = dtype_of(array.dtype)
        return NO_ARRAY if dtype is None else ArrayValue(array.shape, dtype)

    return implementation


for _name in _FLOAT_FUNCTIONS:
    method(_name)(_same_shape(dtypes.of_float_function))
for _name in _SAME_DTYPE:
    method(_name)(_same_shape(lambda dtype: dtype))
for _name in _BOOLEAN:
    method(_name)(_same_shape(lambda dtype: "bool"))


@method("cumsum", "cumprod")
def _cumulative(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    axis = arguments.get(0, "axis")
    flat = array if axis is not None and not is_none(axis) else _flatten(array, arguments, machine)
    if not isinstance(flat, ArrayValue):
        return flat
    return ArrayValue(flat.shape, dtypes.of_sum(array.dtype))


def _scalar(dtype: str) -> Function:
    """`numpy.float32(x)` and so on."""

    def implementation(arguments: Arguments, machine: Machine) -> Value:
        given = next(arguments.all_values(), Constant(0))
        if isinstance(given, Constant) and isinstance(given.literal, int) and "int" in dtype:
            return given
        array = as_array(given, machine)
        return NO_ARRAY if array is None else ArrayValue(array.shape, dtype)

    return implementation


for _kind in ("float16", "float32", "float64", "int8", "int16", "int32", "int64", "uint8"):
    FUNCTIONS[f"numpy.{_kind}"] = _scalar(_kind)


@method("astype", numpy=False)
def _astype(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    dtype = dtype_name(arguments.get(0, "dtype"))
    return Unknown("the dtype is not known") if dtype is None else converted(array, dtype, machine)


_BINARY = {
    "add": "+", "divide": "/", "floor_divide": "//", "mod": "%", "multiply": "*", "power": "**",
    "subtract": "-", "true_divide": "/", "greater": ">", "less": "<", "equal": "==",
}  # fmt: skip


def _binary(operator: str) -> Method:
    def implementation(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
        other = next(arguments.all_values(), NO_ARRAY)
        if not isinstance(other, Constant):
            other = as_array(other, machine) or other
        return machine.operate(operator, array, other)

    return implementation


for _name, _operator in _BINARY.items():
    method(_name)(_binary(_operator))


# --- another shape -------------------------------------------------------------------------


@method("reshape")
def _reshape(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    given = arguments.positional
    shape = arguments.keywords.get("newshape") or arguments.keywords.get("shape")
    if shape is None:
        shape = given[0] if len(given) == 1 else TupleValue(given)
    return array.reshaped(shape, machine)


@method("ravel", "flatten")
def _flatten(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    return array.reshaped(Constant(-1), machine)


@method("transpose")
def _transpose(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    axes: Value = TupleValue(arguments.positional)
    if len(arguments.positional) == 1 or "axes" in arguments.keywords:
        axes = next(arguments.all_values())
    if (isinstance(axes, TupleValue) and not axes.items) or is_none(axes):
        return array.with_shape(array.shape[::-1])
    order = sizes(axes, machine, lowest=-len(array.shape))
    if order is None or sorted(axis % len(array.shape) for axis in order) != list(
        range(len(array.shape))
    ):
        return UNFIT
    return array.with_shape(tuple(array.shape[axis] for axis in order))


@method("swapaxes")
def _swapaxes(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    axes = sizes(TupleValue(arguments.positional), machine, lowest=-len(array.shape))
    if axes is None or len(axes) != 2 or max(axes) >= len(array.shape):
        return UNFIT
    shape = list(array.shape)
    shape[axes[0]], shape[axes[1]] = shape[axes[1]], shape[axes[0]]
    return array.with_shape(tuple(shape))


@method("squeeze")
def _squeeze(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    axes = _axes(array, arguments.get(0, "axis"), machine)
    if axes is None or None in array.shape:
        return Unknown("which axes are taken away is not known")
    given = arguments.get(0, "axis")
    all_of_them = given is None or is_none(given)
    kept = [
        size
        for axis, size in enumerate(array.shape)
        if size != 1 or not (all_of_them or axis in axes)
    ]
    return array.with_shape(tuple(kept))


@function("numpy.expand_dims")
def _expand_dims(arguments: Arguments, machine: Machine) -> Value:
    array = as_array(arguments.get(0, "a") or NO_ARRAY, machine)
    axis = arguments.get(1, "axis")
    place = axis.literal if isinstance(axis, Constant) else None
    if array is None or not isinstance(place, int):
        return NO_ARRAY
    rank = len(array.shape) + 1
    if not -rank <= place < rank:
        return UNFIT
    shape = list(array.shape)
    shape.insert(place % rank, 1)
    return array.with_shape(tuple(shape))


@method("repeat", "tile")
def _repeat(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    return Unknown("how often the array is repeated is not followed")


# --- fewer axes ----------------------------------------------------------------------------


def _reduction(dtype_of: Callable[[str], str]) -> Method:
    def implementation(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
        axes = _axes(array, arguments.get(0, "axis"), machine)
        if axes is None:
            return Unknown("the axis is not known")
        keep = arguments.keywords.get("keepdims")
        kept = keep is not None and keep.truth(machine) is True
        shape = tuple(
            1 if axis in axes else size
            for axis, size in enumerate(array.shape)
            if kept or axis not in axes
        )
        return ArrayValue(shape, dtype_of(array.dtype))

    return implementation


def _axes(array: ArrayValue, given: Value | None, machine: Machine) -> set[int] | None:
    """The axes that an argument names, all where there is none."""
    rank = len(array.shape)
    if given is None or is_none(given):
        return set(range(rank))
    axes = sizes(given, machine, lowest=-rank)
    if axes is None or any(axis >= rank for axis in axes):
        return None
    return {axis % rank for axis in axes}


def _of_numbers(
    calculate: Callable[[Sequence[int | float]], int | float], otherwise: Method
) -> Method:
    """A reduction, worked out for a vector whose numbers are known."""

    def implementation(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
        numbers = array.numbers(machine) if isinstance(array, VectorValue) else None
        if not numbers or arguments.positional or arguments.keywords or arguments.open:
            return otherwise(array, arguments, machine)
        literals = [one.literal for one in numbers if isinstance(one.literal, int | float)]
        return from_python(calculate(literals))

    return implementation


for _name, _calculate in (("sum", sum), ("prod", math.prod)):
    method(_name)(_of_numbers(_calculate, _reduction(dtypes.of_sum)))
for _name in ("mean", "std", "var", "median", "average"):
    method(_name)(_reduction(dtypes.of_mean))
for _name in ("max", "amax"):
    method(_name)(_of_numbers(max, _reduction(lambda dtype: dtype)))
for _name in ("min", "amin"):
    method(_name)(_of_numbers(min, _reduction(lambda dtype: dtype)))
method("ptp")(_reduction(lambda dtype: dtype))
for _name in ("argmax", "argmin"):
    method(_name)(_reduction(lambda dtype: "int64"))
for _name in ("any", "all"):
    method(_name)(_reduction(lambda dtype: "bool"))

# --- several arrays ------------------------------------------------------------------------


def _arrays(arguments: Arguments, machine: Machine) -> list[ArrayValue] | None:
    given = next(arguments.all_values(), NO_ARRAY)
    arrays = [as_array(element, machine) for element in given.elements(machine) or ()]
    known = [array for array in arrays if array is not None]
    return known if known and len(known) == len(arrays) else None


@function("numpy.concatenate", "numpy.vstack", "numpy.hstack")
def _concatenate(arguments: Arguments, machine: Machine) -> Value:
    arrays = _arrays(arguments, machine)
    axis = arguments.get(1, "axis")
    place = axis.literal if isinstance(axis, Constant) else 0
    return joined(arrays, place if isinstance(place, int) else None)


def joined(arrays: Sequence[ArrayValue] | None, axis: int | None) -> Value:
    """Arrays one behind the other along an axis."""
    dtype = None if arrays is None else _common_dtype(arrays)
    if arrays is None or dtype is None or axis is None:
        return NO_ARRAY
    rank = len(arrays[0].shape)
    if not -rank <= axis < rank or any(len(array.shape) != rank for array in arrays):
        return UNFIT
    axis %= rank
    if len({(*one.shape[:axis], *one.shape[axis + 1 :]) for one in arrays}) > 1:
        return UNFIT
    lengths = [array.shape[axis] for array in arrays]
    known = [length for length in lengths if length is not None]
    length = sum(known) if len(known) == len(lengths) else None
    shape = arrays[0].shape
    return ArrayValue((*shape[:axis], length, *shape[axis + 1 :]), dtype)


def _rank_one(path: str, axis_of_vectors: int, axis: int) -> Function:
    """`vstack` and `hstack`, which differ for vectors."""

    def implementation(arguments: Arguments, machine: Machine) -> Value:
        arrays = _arrays(arguments, machine)
        if arrays is not None and len(arrays[0].shape) == 1 and path == "numpy.vstack":
            arrays = [array.with_shape((1, *array.shape)) for array in arrays]
        vectors = arrays is not None and len(arrays[0].shape) == 1
        return joined(arrays, axis_of_vectors if vectors else axis)

    return implementation


FUNCTIONS["numpy.vstack"] = _rank_one("numpy.vstack", 0, 0)
FUNCTIONS["numpy.hstack"] = _rank_one("numpy.hstack", 0, 1)


@function("numpy.stack")
def _stack(arguments: Arguments, machine: Machine) -> Value:
    arrays = _arrays(arguments, machine)
    dtype = None if arrays is None else _common_dtype(arrays)
    axis = arguments.get(1, "axis") or Constant(0)
    place = axis.literal if isinstance(axis, Constant) else None
    if arrays is None or dtype is None or not isinstance(place, int):
        return NO_ARRAY
    shape = list(arrays[0].shape)
    if any(array.shape != arrays[0].shape for array in arrays) or not (
        -len(shape) - 1 <= place <= len(shape)
    ):
        return UNFIT
    shape.insert(place % (len(shape) + 1), len(arrays))
    return ArrayValue(tuple(shape), dtype)


@method("dot", "matmul")
def _dot(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    other = as_array(next(arguments.all_values(), NO_ARRAY), machine)
    dtype = None if other is None else dtypes.promoted(array.dtype, other.dtype)
    if other is None or dtype is None or len(array.shape) != 2 or len(other.shape) != 2:
        return NO_ARRAY
    if array.shape[1] != other.shape[0]:
        return UNFIT
    return ArrayValue((array.shape[0], other.shape[1]), dtype)


@function("numpy.where")
def _where(arguments: Arguments, machine: Machine) -> Value:
    arrays = [as_array(value, machine) for value in arguments.positional]
    known = [array for array in arrays if array is not None]
    dtype = _common_dtype(known[1:]) if len(known) == 3 else None
    shape = broadcast(*(array.shape for array in known)) if len(known) == 3 else None
    return NO_ARRAY if dtype is None or shape is None else ArrayValue(shape, dtype)
