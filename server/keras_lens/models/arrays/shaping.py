"""Functions that give an array another shape: the same elements, or the same repeated."""

from __future__ import annotations

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.containers import TupleValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.plain import is_literal, to_python
from keras_lens.interpreter.values import Constant, Unknown, Value, is_none
from keras_lens.models.arrays.arguments import NO_ARRAY, NO_AXIS, axes_of, whole_number
from keras_lens.models.arrays.array import ArrayValue
from keras_lens.models.arrays.registry import method, of_array
from keras_lens.models.arrays.shapes import UNFIT, broadcast, sizes


@method("reshape")
def _reshape(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    given = arguments.positional
    shape = arguments.keywords.get("newshape") or arguments.keywords.get("shape")
    if shape is None:
        shape = given[0] if len(given) == 1 else TupleValue(given)
    return array.reshaped(shape, machine)


@method("ravel")
@method("flatten", numpy=False)
def _flatten(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    return array.reshaped(Constant(-1), machine)


@method("transpose")
def _transpose(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    axes: Value = TupleValue(arguments.positional)
    if len(arguments.positional) == 1 or "axes" in arguments.keywords:
        axes = next(arguments.all_values())
    if (isinstance(axes, TupleValue) and not axes.items) or is_none(axes):
        return array.arranged(array.shape[::-1])
    rank = len(array.shape)
    order = sizes(axes, machine, lowest=-rank)
    if order is None or sorted(axis % rank for axis in order) != list(range(rank)):
        return UNFIT
    return array.arranged(tuple(array.shape[axis] for axis in order))


@method("swapaxes")
def _swapaxes(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    places = [arguments.get(0, "axis1"), arguments.get(1, "axis2")]
    axes = sizes(TupleValue([one or NO_AXIS for one in places]), machine, lowest=-len(array.shape))
    if axes is None or max(axes) >= len(array.shape):
        return UNFIT
    shape = list(array.shape)
    shape[axes[0]], shape[axes[1]] = shape[axes[1]], shape[axes[0]]
    return array.arranged(tuple(shape))


@of_array("moveaxis")
def _moveaxis(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    rank = len(array.shape)
    source, target = (
        sizes(arguments.get(place, name) or NO_AXIS, machine, lowest=-rank)
        for place, name in enumerate(("source", "destination"))
    )
    if not source or not target or len(source) != len(target) or max(*source, *target) >= rank:
        return UNFIT
    pairs = [(to % rank, axis % rank) for axis, to in zip(source, target, strict=True)]
    moved = {axis for _, axis in pairs}
    order = [axis for axis in range(rank) if axis not in moved]
    for place, axis in sorted(pairs):
        order.insert(place, axis)
    return array.arranged(tuple(array.shape[axis] for axis in order))


@of_array("rot90")
def _rotated(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    turns = whole_number(arguments.get(0, "k"), 1)
    if turns is None or len(array.shape) < 2 or len(arguments.positional) > 1:
        return NO_ARRAY
    if arguments.keywords.keys() - {"k"}:
        return NO_ARRAY
    first, second, *rest = array.shape
    return array.with_shape((second, first, *rest)) if turns % 2 else array


@method("squeeze")
def _squeeze(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    given = arguments.get(0, "axis")
    axes = axes_of(array, given, machine)
    if axes is None:
        return Unknown("which axes are taken away is not known")
    if given is None or is_none(given):
        if None in array.shape:
            return Unknown("which axes are taken away is not known")
        axes = {axis for axis, size in enumerate(array.shape) if size == 1}
    if any(array.shape[axis] not in (1, None) for axis in axes):
        return UNFIT
    return array.arranged(tuple(size for axis, size in enumerate(array.shape) if axis not in axes))


@of_array("expand_dims")
def _expand_dims(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    given = arguments.get(0, "axis") or NO_AXIS
    most = len(array.shape) + 32
    axes = sizes(given, machine, lowest=-most)
    if axes is None:
        return NO_AXIS
    rank = len(array.shape) + len(axes)
    if not all(-rank <= axis < rank for axis in axes):
        return UNFIT
    new = {axis % rank for axis in axes}
    if len(new) != len(axes):
        return UNFIT
    old = iter(array.shape)
    return array.arranged(tuple(1 if axis in new else next(old) for axis in range(rank)))


@method("repeat")
def _repeat(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    times = whole_number(arguments.get(0, "repeats"))
    axis = arguments.get(1, "axis")
    flat: Value = array
    if axis is None or is_none(axis):
        flat, axis = array.reshaped(Constant(-1), machine), Constant(0)
    axes = axes_of(array, axis, machine) if isinstance(flat, ArrayValue) else None
    if times is None or axes is None or len(axes) != 1 or not isinstance(flat, ArrayValue):
        return Unknown("how often the array is repeated is not known")
    shape = list(flat.shape)
    place = axes.pop()
    length = shape[place]
    shape[place] = None if length is None else length * times
    return flat.arranged(tuple(shape))


@of_array("tile")
def _tile(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    times = sizes(arguments.get(0, "reps") or NO_ARRAY, machine)
    if times is None:
        return Unknown("how often the array is repeated is not known")
    rank = max(len(times), len(array.shape))
    shape = (*[1] * (rank - len(array.shape)), *array.shape)
    times = (*[1] * (rank - len(times)), *times)
    return array.arranged(
        tuple(
            None if size is None else size * number
            for size, number in zip(shape, times, strict=True)
        )
    )


@of_array("pad")
def _pad(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    """`pad_width` is a number, a pair, or a pair for each axis."""
    given = to_python(arguments.get(0, "pad_width") or NO_ARRAY, machine)
    rank = len(array.shape)
    if not is_literal(given):
        return Unknown("how much the array is padded is not known")
    widths = _pad_widths(given, rank)
    if widths is None:
        return UNFIT
    return array.with_shape(
        tuple(
            None if size is None else size + width
            for size, width in zip(array.shape, widths, strict=True)
        )
    )


def _pad_widths(given: object, rank: int) -> list[int] | None:
    """How much is added to each axis (`numpy.pad`)."""
    if isinstance(given, int):
        return [2 * given] * rank
    if not isinstance(given, list | tuple):
        return None
    pairs = list(given)
    if len(pairs) == 1:
        return _pad_widths(pairs[0], rank)
    if len(pairs) == 2 and all(isinstance(one, int) for one in pairs):
        return [sum(pairs)] * rank
    widths = [_width(pair) for pair in pairs]
    known = [width for width in widths if width is not None]
    return known if len(known) == len(pairs) == rank else None


def _width(pair: object) -> int | None:
    if not isinstance(pair, list | tuple) or not all(isinstance(one, int) for one in pair):
        return None
    return sum(pair) * (2 if len(pair) == 1 else 1) if len(pair) in (1, 2) else None


@of_array("broadcast_to")
def _broadcast_to(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    shape = sizes(arguments.get(0, "shape") or NO_ARRAY, machine)
    if shape is None or broadcast(array.shape, shape) != shape:
        return UNFIT
    return array.arranged(shape)


@of_array("resize")
def _resize(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    shape = sizes(arguments.get(0, "new_shape") or NO_ARRAY, machine)
    return NO_ARRAY if shape is None else array.with_shape(shape)


@method("take")
def _take(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    axis = arguments.get(1, "axis")
    places = arguments.get(0, "indices") or NO_ARRAY
    if axis is None or is_none(axis):
        flat = array.reshaped(Constant(-1), machine)
        return flat.item(places, machine) if isinstance(flat, ArrayValue) else flat
    axes = axes_of(array, axis, machine)
    if axes is None or len(axes) != 1:
        return NO_AXIS
    place = axes.pop()
    moved = array.with_shape((array.shape[place],)).item(places, machine)
    if not isinstance(moved, ArrayValue):
        return moved
    return array.with_shape((*array.shape[:place], *moved.shape, *array.shape[place + 1 :]))


@of_array("delete")
def _delete(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    place = whole_number(arguments.get(0, "obj"))
    axis = arguments.get(1, "axis")
    axes = axes_of(array, axis, machine)
    if place is None or axis is None or is_none(axis) or axes is None or len(axes) != 1:
        return NO_ARRAY
    at = axes.pop()
    shape = list(array.shape)
    length = shape[at]
    if length is not None and not -length <= place < length:
        return UNFIT
    shape[at] = None if length is None else length - 1
    return array.with_shape(tuple(shape))


@of_array("lib.stride_tricks.sliding_window_view")
def _windows(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    """Windows along one axis, which become the last one."""
    width = whole_number(arguments.get(0, "window_shape"))
    axis = arguments.get(1, "axis")
    axes = axes_of(array, axis, machine)
    if width is None or axes is None or len(axes) != 1:
        return NO_ARRAY
    place = axes.pop()
    shape = list(array.shape)
    length = shape[place]
    if length is not None and length < width:
        return UNFIT
    shape[place] = None if length is None else length - width + 1
    return array.with_shape((*shape, width))
