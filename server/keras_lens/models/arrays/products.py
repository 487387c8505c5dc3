"""Products of arrays: `dot`, `matmul`, `einsum` and so on."""

from __future__ import annotations

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.values import Constant, Value
from keras_lens.models.arrays import dtypes
from keras_lens.models.arrays.arguments import NO_ARRAY, as_array, common_dtype, first_array
from keras_lens.models.arrays.array import ArrayValue
from keras_lens.models.arrays.registry import function, method, of_array
from keras_lens.models.arrays.shapes import UNFIT, Shape, broadcast


def _fit(one: int | None, other: int | None) -> bool:
    return one is None or other is None or one == other


@method("dot")
def _dot(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    """The last axis of one with the last but one of the other."""
    other = as_array(first_array(arguments), machine)
    dtype = None if other is None else dtypes.promoted(array.dtype, other.dtype)
    if other is None or dtype is None:
        return NO_ARRAY
    if not array.shape or not other.shape:
        return ArrayValue(array.shape or other.shape, dtype)
    inner = -2 if len(other.shape) > 1 else -1
    if not _fit(array.shape[-1], other.shape[inner]):
        return UNFIT
    rest = (*other.shape[:-2], *other.shape[-1:]) if inner == -2 else ()
    return ArrayValue((*array.shape[:-1], *rest), dtype)


@of_array("matmul")
def _matmul(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    """A matrix product for each place of the axes in front, which are broadcast."""
    other = as_array(first_array(arguments), machine)
    dtype = None if other is None else dtypes.promoted(array.dtype, other.dtype)
    if other is None or dtype is None:
        return NO_ARRAY
    if not array.shape or not other.shape:
        return UNFIT
    left = (1, *array.shape) if len(array.shape) == 1 else array.shape
    right = (*other.shape, 1) if len(other.shape) == 1 else other.shape
    front = broadcast(left[:-2], right[:-2])
    if front is None or not _fit(left[-1], right[-2]):
        return UNFIT
    rows: Shape = () if len(array.shape) == 1 else left[-2:-1]
    columns: Shape = () if len(other.shape) == 1 else right[-1:]
    return ArrayValue((*front, *rows, *columns), dtype)


@of_array("outer")
def _outer(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    pair = [array, as_array(first_array(arguments), machine)]
    flat = [one.reshaped(Constant(-1), machine) for one in pair if one is not None]
    known = [one for one in flat if isinstance(one, ArrayValue)]
    dtype = common_dtype(known)
    if len(known) != 2 or dtype is None:
        return NO_ARRAY
    return ArrayValue((known[0].shape[0], known[1].shape[0]), dtype)


@function("numpy.einsum")
def _einsum(arguments: Arguments, machine: Machine) -> Value:
    """Each letter is an axis: those behind the arrow are left."""
    subscripts, *values = arguments.positional or (NO_ARRAY,)
    arrays = [as_array(value, machine) for value in values]
    known = [array for array in arrays if array is not None]
    text = subscripts.literal if isinstance(subscripts, Constant) else None
    dtype = common_dtype(known)
    if not isinstance(text, str) or not known or len(known) != len(arrays) or dtype is None:
        return NO_ARRAY
    if "..." in text or arguments.keywords.keys() - {"optimize"}:
        return NO_ARRAY
    inputs, arrow, output = text.replace(" ", "").partition("->")
    letters = inputs.split(",")
    sizes = _sizes_of_letters(letters, known)
    if sizes is None:
        return UNFIT
    if not arrow:
        flat = "".join(letters)
        output = "".join(sorted(one for one in set(flat) if flat.count(one) == 1))
    if not set(output) <= sizes.keys():
        return UNFIT
    return ArrayValue(tuple(sizes[letter] for letter in output), dtype)


def _sizes_of_letters(letters: list[str], arrays: list[ArrayValue]) -> dict[str, int | None] | None:
    if [len(one) for one in letters] != [len(array.shape) for array in arrays]:
        return None
    sizes: dict[str, int | None] = {}
    for names, array in zip(letters, arrays, strict=True):
        for name, size in zip(names, array.shape, strict=True):
            if not _fit(sizes.get(name, size), size) and 1 not in (sizes[name], size):
                return None
            if sizes.get(name) in (None, 1):
                sizes[name] = size
    return sizes
