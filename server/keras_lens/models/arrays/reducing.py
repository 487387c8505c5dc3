"""Functions that leave fewer axes: sums, means, places of the largest, and counts."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from keras_lens.algebra import NumpyInteger
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.containers import ListValue, TupleValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.plain import from_python
from keras_lens.interpreter.values import Constant, Value, is_none
from keras_lens.models.arrays import dtypes
from keras_lens.models.arrays.arguments import NO_ARRAY, NO_AXIS, axes_of, given_dtype
from keras_lens.models.arrays.array import ArrayValue, Method
from keras_lens.models.arrays.registry import method, of_array
from keras_lens.models.arrays.shapes import Shape
from keras_lens.models.arrays.vector import VectorValue


def _reduction(dtype_of: Callable[[str], str], keepdims_at: int = 3) -> Method:
    def implementation(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
        axes = axes_of(array, arguments.get(0, "axis"), machine)
        if axes is None:
            return NO_AXIS
        kept = _truth(arguments.get(keepdims_at, "keepdims"), machine)
        dtype = given_dtype(Arguments((), arguments.keywords), 9, dtype_of(array.dtype))
        if kept is None or dtype is None:
            return NO_ARRAY
        shape: Shape = tuple(
            1 if axis in axes else size
            for axis, size in enumerate(array.shape)
            if kept or axis not in axes
        )
        return ArrayValue(shape, dtype)

    return implementation


def _truth(value: Value | None, machine: Machine) -> bool | None:
    return False if value is None else value.truth(machine)


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


def _largest(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    """The largest number; of labels it is known."""
    is_whole = not arguments.positional and not arguments.keywords and not arguments.open
    if array.classes is not None and is_whole:
        largest = array.classes - 1
        return Constant(
            NumpyInteger(largest, array.dtype) if array.dtype in NumpyInteger.DTYPES else largest
        )
    return _same(array, arguments, machine)


_same = _reduction(lambda dtype: dtype, 2)
for _name, _calculate in (("sum", sum), ("prod", math.prod)):
    method(_name)(_of_numbers(_calculate, _reduction(dtypes.of_sum)))
method("mean")(_reduction(dtypes.of_mean))
for _name in ("std", "var"):
    method(_name)(_reduction(dtypes.of_mean, 4))
for _name in ("median", "average", "nanmean", "nanstd", "ptp"):
    of_array(_name)(_reduction(dtypes.of_mean if _name != "ptp" else str, 9))
for _name in ("max", "amax", "nanmax"):
    (method if _name == "max" else of_array)(_name)(_of_numbers(max, _largest))
for _name in ("min", "amin", "nanmin"):
    (method if _name == "min" else of_array)(_name)(_of_numbers(min, _same))
for _name in ("argmax", "argmin"):
    method(_name)(_reduction(lambda dtype: "int64", 9))
for _name in ("any", "all"):
    method(_name)(_reduction(lambda dtype: "bool", 2))
of_array("count_nonzero")(_reduction(lambda dtype: "int64", 9))


@of_array("linalg.norm")
def _norm(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    axis = arguments.get(1, "axis")
    rest = {name: one for name, one in arguments.keywords.items() if name in ("axis", "keepdims")}
    if axis is not None:
        rest["axis"] = axis
    return _reduction(dtypes.of_mean, 9)(array, Arguments((), rest), machine)


@of_array("unique")
def _unique(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    """The distinct elements; with `return_counts=` and the like a tuple of arrays."""
    axis = arguments.keywords.get("axis")
    if len(arguments.positional) > 0 or (axis is not None and not is_none(axis)):
        return NO_ARRAY
    count = _distinct(array, machine)
    found: list[Value] = [ArrayValue((count,), array.dtype, array.classes)]
    for name in ("return_index", "return_inverse", "return_counts"):
        wanted = _truth(arguments.keywords.get(name), machine)
        if wanted is None:
            return NO_ARRAY
        if wanted:
            is_inverse = name == "return_inverse"
            found.append(NO_ARRAY if is_inverse else ArrayValue((count,), "int64"))
    return found[0] if len(found) == 1 else TupleValue(found)


def _distinct(array: ArrayValue, machine: Machine) -> int | None:
    numbers = array.numbers(machine) if isinstance(array, VectorValue) else None
    return len({one.literal for one in numbers}) if numbers is not None else array.classes


def _attribute(name: str) -> Method:
    def implementation(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
        is_whole = not arguments.positional and not arguments.keywords
        return array.attribute(name, machine) if is_whole else NO_ARRAY

    return implementation


for _name in ("ndim", "shape", "size"):
    of_array(_name)(_attribute(_name))


@of_array("bincount", "nonzero", "argwhere", "flatnonzero", "histogram", "percentile", "quantile")
def _not_followed(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    return NO_ARRAY


@method("tolist", numpy=False)
def _tolist(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    """Lists in lists, of numbers that are not known."""
    rows = array.elements(machine)
    if rows is None or len(array.shape) != 1:
        return NO_ARRAY
    return ListValue(rows)


@method("item", numpy=False)
def _only_item(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    return ArrayValue((), array.dtype)
