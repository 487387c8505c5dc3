"""Functions that leave the shape of an array as it is, and operations on two arrays."""

from __future__ import annotations

import math
from collections.abc import Callable

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.values import Constant, Unknown, Value, is_none
from keras_lens.models.arrays import dtypes
from keras_lens.models.arrays.arguments import NO_ARRAY, as_array, converted, first_array
from keras_lens.models.arrays.array import ArrayValue, Method
from keras_lens.models.arrays.dtypes import dtype_name
from keras_lens.models.arrays.registry import FUNCTIONS, Function, function, method, of_array
from keras_lens.models.arrays.shapes import UNFIT, broadcast

_FLOAT_FUNCTIONS = (
    "arccos", "arcsin", "arctan", "arctanh", "cbrt", "cos", "cosh", "deg2rad", "degrees",
    "exp", "exp2", "expm1", "fabs", "log", "log10", "log1p", "log2", "radians", "rint", "sin",
    "sinh", "sqrt", "tan", "tanh",
)  # fmt: skip
_KEEP_DTYPE = (
    "abs", "absolute", "conj", "copy", "flip", "fliplr", "flipud", "nan_to_num", "negative",
    "positive", "roll", "round", "sign", "square",
)  # fmt: skip
_BOOLEAN = ("isnan", "isinf", "isfinite", "logical_not", "signbit", "isin")
_METHODS_TOO = frozenset({"conj", "copy", "round"})


def _same_shape(dtype_of: Callable[[str], str | None]) -> Method:
    def implementation(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
        dtype = dtype_of(array.dtype)
        return NO_ARRAY if dtype is None else ArrayValue(array.shape, dtype)

    return implementation


def _same_dtype(dtype: str) -> str | None:
    return None if dtype.startswith("complex") else dtype


for _name in _FLOAT_FUNCTIONS:
    of_array(_name)(_same_shape(dtypes.of_float_function))
for _name in _KEEP_DTYPE:
    (method if _name in _METHODS_TOO else of_array)(_name)(_same_shape(_same_dtype))
for _name in _BOOLEAN:
    of_array(_name)(_same_shape(lambda dtype: "bool"))


_OF_NUMBERS: dict[str, Callable[[float], float]] = {
    "ceil": lambda number: float(math.ceil(number)),
    "exp": math.exp,
    "floor": lambda number: float(math.floor(number)),
    "log": math.log,
    "log10": math.log10,
    "log1p": math.log1p,
    "log2": math.log2,
    "rint": lambda number: float(round(number)),
    "sqrt": math.sqrt,
    "trunc": lambda number: float(math.trunc(number)),
}
"""What is worked out of a number that is known."""


def _of_number(name: str, otherwise: Function) -> None:
    calculate = _OF_NUMBERS[name]

    def implementation(arguments: Arguments, machine: Machine) -> Value:
        given = first_array(arguments)
        number = given.literal if isinstance(given, Constant) else None
        if not isinstance(number, int | float) or len(list(arguments.all_values())) > 1:
            return otherwise(arguments, machine)
        try:
            return Constant(calculate(number))
        except (OverflowError, ValueError):
            return Unknown(f"'{name}' fails on {number!r}")

    function(f"numpy.{name}")(implementation)


@of_array("floor", "ceil", "trunc")
def _floor(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    """Integers stay integers since NumPy 2.1, and became floats before."""
    if not array.dtype.startswith("float"):
        return Unknown("its dtype depends on the version of NumPy")
    return ArrayValue(array.shape, array.dtype)


for _name in _OF_NUMBERS:
    _of_number(_name, FUNCTIONS[f"numpy.{_name}"])


@of_array("sort")
def _sorted(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    axis = arguments.get(0, "axis")
    if axis is not None and is_none(axis):
        return array.reshaped(Constant(-1), machine)
    return ArrayValue(array.shape, array.dtype)


@method("argsort")
def _argsort(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    axis = arguments.get(0, "axis")
    flat = array.reshaped(Constant(-1), machine) if axis is not None and is_none(axis) else array
    return ArrayValue(flat.shape, "int64") if isinstance(flat, ArrayValue) else flat


@method("clip")
def _clip(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    bounds = [one for one in (arguments.get(0, "a_min"), arguments.get(1, "a_max")) if one]
    for name in ("min", "max"):
        if name in arguments.keywords:
            bounds.append(arguments.keywords[name])
    result: Value = array
    for bound in bounds:
        if not is_none(bound):
            result = machine.operate("+", result, bound)
    return ArrayValue(result.shape, result.dtype) if isinstance(result, ArrayValue) else result


@method("cumsum", "cumprod")
def _cumulative(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    axis = arguments.get(0, "axis")
    flat = (
        array if axis is not None and not is_none(axis) else array.reshaped(Constant(-1), machine)
    )
    if not isinstance(flat, ArrayValue):
        return flat
    return ArrayValue(flat.shape, dtypes.of_sum(array.dtype))


@of_array("diff")
def _difference(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    if arguments.positional or arguments.keywords.keys() - {"axis"} or not array.shape:
        return NO_ARRAY
    axis = arguments.keywords.get("axis", Constant(-1))
    place = axis.literal if isinstance(axis, Constant) else None
    if not isinstance(place, int) or not -len(array.shape) <= place < len(array.shape):
        return NO_ARRAY
    shape = list(array.shape)
    length = shape[place]
    shape[place] = None if length is None else max(length - 1, 0)
    return array.with_shape(tuple(shape))


@method("astype", numpy=False)
def _astype(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    dtype = dtype_name(arguments.get(0, "dtype"))
    return Unknown("the dtype is not known") if dtype is None else converted(array, dtype, machine)


@method("view", numpy=False)
def _view(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    return NO_ARRAY if arguments.positional or arguments.keywords else array


@method("numpy", numpy=False)
def _numpy(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    """`tensor.numpy()`"""
    return array


_BINARY = {
    "add": "+", "bitwise_and": "&", "bitwise_or": "|", "divide": "/", "equal": "==",
    "floor_divide": "//", "greater": ">", "greater_equal": ">=", "less": "<", "less_equal": "<=",
    "maximum": "+", "minimum": "+", "fmax": "+", "fmin": "+", "mod": "%", "multiply": "*",
    "not_equal": "!=", "power": "**", "subtract": "-", "true_divide": "/",
    "logical_and": "==", "logical_or": "==", "logical_xor": "==",
}  # fmt: skip
"""Functions of two arrays, and an operator that gives the same shape and dtype."""


_SHAPE_ONLY = frozenset(
    {"fmax", "fmin", "logical_and", "logical_or", "logical_xor", "maximum", "minimum"}
)
"""Those that give other numbers than the operator."""


def _binary(operator: str, shape_only: bool) -> Method:
    def implementation(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
        other = first_array(arguments)
        if not isinstance(other, Constant):
            other = as_array(other, machine) or other
        own = ArrayValue(array.shape, array.dtype) if shape_only else array
        result = machine.operate(operator, own, other)
        return result if isinstance(result, ArrayValue) else NO_ARRAY

    return implementation


for _name, _operator in _BINARY.items():
    of_array(_name)(_binary(_operator, _name in _SHAPE_ONLY))


@function("numpy.where")
def _where(arguments: Arguments, machine: Machine) -> Value:
    arrays = [as_array(value, machine) for value in arguments.positional]
    known = [array for array in arrays if array is not None]
    if len(known) != 3 or len(arrays) != 3:
        return NO_ARRAY
    shape = broadcast(*(array.shape for array in known))
    if shape is None:
        return UNFIT
    dtype = _chosen_dtype(arguments.positional[1:], known[1:])
    return NO_ARRAY if dtype is None else ArrayValue(shape, dtype)


def _chosen_dtype(values: tuple[Value, ...], arrays: list[ArrayValue]) -> str | None:
    """The dtype of one of two: Python's own numbers give way (NEP 50)."""
    for number, other in ((0, 1), (1, 0)):
        value, literal = values[number], None
        if isinstance(value, Constant) and isinstance(values[other], ArrayValue):
            literal = value.literal
        if isinstance(literal, int | float):
            return dtypes.with_scalar(arrays[other].dtype, literal)
    return dtypes.promoted(arrays[0].dtype, arrays[1].dtype)
