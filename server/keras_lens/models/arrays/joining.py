"""Functions that put several arrays together, and that split one."""

from __future__ import annotations

from collections.abc import Sequence

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.containers import ListValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.plain import is_literal, to_python
from keras_lens.interpreter.values import Constant, Unknown, Value, is_none
from keras_lens.models.arrays.arguments import (
    NO_ARRAY,
    NO_AXIS,
    arrays_in,
    as_array,
    common_dtype,
    first_array,
    whole_number,
)
from keras_lens.models.arrays.array import ArrayValue
from keras_lens.models.arrays.registry import FUNCTIONS, Function, function, of_array
from keras_lens.models.arrays.shapes import UNFIT, Shape, numbers_between

_NO_PARTS = Unknown("where the array is split is not known")


@function("numpy.concatenate")
def _concatenate(arguments: Arguments, machine: Machine) -> Value:
    arrays = arrays_in(first_array(arguments), machine)
    axis = arguments.get(1, "axis")
    if axis is not None and is_none(axis):
        return NO_ARRAY
    return joined(arrays, whole_number(axis, 0))


@function("numpy.append")
def _append(arguments: Arguments, machine: Machine) -> Value:
    axis = arguments.get(2, "axis")
    arrays = [as_array(value, machine) for value in arguments.positional[:2]]
    known = [array for array in arrays if array is not None]
    if len(known) != 2:
        return NO_ARRAY
    if axis is None or is_none(axis):
        flat = [array.reshaped(Constant(-1), machine) for array in known]
        known, axis = [one for one in flat if isinstance(one, ArrayValue)], Constant(0)
    return joined(known, whole_number(axis))


def joined(arrays: Sequence[ArrayValue] | None, axis: int | None) -> Value:
    """Arrays one behind the other along an axis."""
    dtype = None if arrays is None else common_dtype(arrays)
    if arrays is None or dtype is None or axis is None:
        return NO_ARRAY
    rank = len(arrays[0].shape)
    if not -rank <= axis < rank or any(len(array.shape) != rank for array in arrays):
        return UNFIT
    axis %= rank
    rest = _same([(*one.shape[:axis], *one.shape[axis + 1 :]) for one in arrays])
    if rest is None:
        return UNFIT
    lengths = [array.shape[axis] for array in arrays]
    known = [length for length in lengths if length is not None]
    length = sum(known) if len(known) == len(lengths) else None
    return ArrayValue((*rest[:axis], length, *rest[axis:]), dtype)


def _same(shapes: Sequence[Shape]) -> Shape | None:
    """The shape that all have; a length that one of them leaves open is that of the others."""
    result: list[int | None] = []
    for sizes in zip(*shapes, strict=True):
        known = {size for size in sizes if size is not None}
        if len(known) > 1:
            return None
        result.append(known.pop() if known else None)
    return tuple(result)


def _stacked(axis: int, least_rank: int) -> Function:
    """`vstack` and so on: arrays with fewer axes get some in front (or, for `column_stack`,
    behind)."""

    def implementation(arguments: Arguments, machine: Machine) -> Value:
        arrays = arrays_in(first_array(arguments), machine) or []
        along = axis
        given: list[ArrayValue] = []
        for array in arrays:
            if len(array.shape) < least_rank:
                if array.shape == () or len(array.shape) != 1:
                    return NO_ARRAY
                array = array.with_shape(_with_rank(array.shape, axis))
            given.append(array)
        if least_rank == 1 and arrays and len(arrays[0].shape) == 1:
            along = 0
        return joined(given or None, along)

    return implementation


def _with_rank(vector: Shape, axis: int) -> Shape:
    """The shape of a vector as a row, or as a column where columns are put together."""
    return (1, *vector) if axis == 0 else (*vector, 1)


FUNCTIONS["numpy.vstack"] = FUNCTIONS["numpy.row_stack"] = _stacked(0, 2)
FUNCTIONS["numpy.hstack"] = _stacked(1, 1)
FUNCTIONS["numpy.column_stack"] = _stacked(1, 2)


@function("numpy.dstack")
def _dstack(arguments: Arguments, machine: Machine) -> Value:
    arrays = arrays_in(first_array(arguments), machine) or []
    given: list[ArrayValue] = []
    for array in arrays:
        if not array.shape:
            return NO_ARRAY
        shape = (1, *array.shape) if len(array.shape) == 1 else array.shape
        given.append(array.with_shape((*shape, 1) if len(shape) == 2 else shape))
    return joined(given or None, 2)


@function("numpy.stack")
def _stack(arguments: Arguments, machine: Machine) -> Value:
    arrays = arrays_in(first_array(arguments), machine)
    dtype = None if arrays is None else common_dtype(arrays)
    place = whole_number(arguments.get(1, "axis"), 0)
    if arrays is None or dtype is None or place is None:
        return NO_ARRAY
    rank = len(arrays[0].shape)
    if any(len(array.shape) != rank for array in arrays) or not -rank - 1 <= place <= rank:
        return UNFIT
    common = _same([array.shape for array in arrays])
    if common is None:
        return UNFIT
    place %= rank + 1
    return ArrayValue((*common[:place], len(arrays), *common[place:]), dtype)


@of_array("split")
def _split(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    return _parts(array, arguments.get(0, "indices_or_sections"), arguments.get(1, "axis"), machine)


@of_array("array_split")
def _array_split(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    given = arguments.get(0, "indices_or_sections")
    return _parts(array, given, arguments.get(1, "axis"), machine, evenly=False)


@of_array("hsplit")
def _hsplit(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    axis = Constant(1 if len(array.shape) > 1 else 0)
    return _parts(array, arguments.get(0, "indices_or_sections"), axis, machine)


@of_array("vsplit")
def _vsplit(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    return _parts(array, arguments.get(0, "indices_or_sections"), Constant(0), machine)


def _parts(
    array: ArrayValue,
    given: Value | None,
    axis: Value | None,
    machine: Machine,
    evenly: bool = True,
) -> Value:
    """The list of parts: so many, or between these places."""
    place, rank = whole_number(axis, 0), len(array.shape)
    where = to_python(given or NO_AXIS, machine)
    if place is None or not -rank <= place < rank or not is_literal(where):
        return _NO_PARTS
    length = array.shape[place]
    if length is None:
        return _NO_PARTS
    lengths = _lengths(length, where, evenly)
    if lengths is None:
        return _NO_PARTS
    place %= rank
    before, behind = array.shape[:place], array.shape[place + 1 :]
    return ListValue([array.with_shape((*before, one, *behind)) for one in lengths])


def _lengths(length: int, where: object, evenly: bool) -> list[int] | None:
    """How long the parts are (`numpy.array_split`)."""
    if isinstance(where, int):
        if not 0 < where <= 1000 or (evenly and length % where):
            return None
        size, larger = divmod(length, where)
        return [size + 1] * larger + [size] * (where - larger)
    if not isinstance(where, list | tuple) or not all(isinstance(one, int) for one in where):
        return None
    starts, stops = (0, *where), (*where, length)
    return [
        numbers_between(*slice(start, stop).indices(length))
        for start, stop in zip(starts, stops, strict=True)
    ]
