"""What an index takes of an array: numbers, slices, new axes, masks and arrays of places.

Where the axes of places go follows NumPy: https://numpy.org/doc/stable/user/basics.indexing.html
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.containers import ListValue, SliceValue, TupleValue
from keras_lens.interpreter.library import LibraryReference
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.values import Constant, Unknown, Value, is_none
from keras_lens.models.arrays.arguments import as_array
from keras_lens.models.arrays.array import ArrayValue
from keras_lens.models.arrays.registry import method
from keras_lens.models.arrays.shapes import UNFIT, Shape, broadcast, numbers_between

_NOT_KNOWN = Unknown("which elements of the array are taken is not known")


@dataclass(frozen=True)
class _Places:
    """An index that takes elements by their places: `takes` axes, of which an axis for each of
    `shape` is left. A number is one whose shape is ()."""

    shape: Shape
    takes: int
    is_number: bool = False


@method("__getitem__", numpy=False)
def _item(array: ArrayValue, arguments: Arguments, machine: Machine) -> Value:
    index = arguments.positional[0]
    parts = list(index.items if isinstance(index, TupleValue) else (index,))
    places = [_places(part, machine) for part in parts]
    taken = sum(
        one.takes if one is not None else isinstance(part, SliceValue)
        for part, one in zip(parts, places, strict=True)
    )
    if taken > len(array.shape):
        return UNFIT
    if not any(map(_is_ellipsis, parts)):
        parts.append(Constant(...))
        places.append(None)
    return _taken(array, parts, places, len(array.shape) - taken)


def _taken(
    array: ArrayValue, parts: Sequence[Value], places: Sequence[_Places | None], rest: int
) -> Value:
    """The array of what is taken, where the ellipsis stands for `rest` axes."""
    axes = iter(array.shape)
    by_array = any(one is not None and not one.is_number for one in places)
    shape: list[int | None] = []
    spots: list[int] = []
    numbers: list[int] = []
    for number, (part, one) in enumerate(zip(parts, places, strict=True)):
        if one is not None:
            for _ in range(one.takes):
                next(axes)
            if by_array:
                spots.append(len(shape))
                numbers.append(number)
        elif _is_new_axis(part):
            shape.append(1)
        elif _is_ellipsis(part):
            shape += [next(axes) for _ in range(rest)]
        elif isinstance(part, SliceValue):
            shape.append(_length_of_slice(next(axes), part))
        else:
            return _NOT_KNOWN
    if not by_array:
        return array.of_some_samples(tuple(shape))
    common = broadcast(*(one.shape for one in places if one is not None))
    if common is None:
        return UNFIT
    together = numbers[-1] - numbers[0] == len(numbers) - 1
    spot = spots[0] if together else 0
    return array.of_chosen_samples((*shape[:spot], *common, *shape[spot:]))


def _places(part: Value, machine: Machine) -> _Places | None:
    """The index as one that takes places; None of any other."""
    if isinstance(part, Constant):
        is_number = isinstance(part.literal, int) and not isinstance(part.literal, bool)
        return _Places((), 1, is_number=True) if is_number else None
    if not isinstance(part, ArrayValue | ListValue):
        return None
    places = as_array(part, machine)
    if places is None:
        return None
    if places.dtype == "bool":
        return _Places((None,), len(places.shape)) if places.shape else None
    if "int" not in places.dtype and places.shape != (0,):
        return None
    return _Places(places.shape, 1, is_number=not places.shape)


def _is_new_axis(part: Value) -> bool:
    is_newaxis = isinstance(part, LibraryReference) and part.path.endswith(".newaxis")
    return is_newaxis or is_none(part)


def _is_ellipsis(part: Value) -> bool:
    return isinstance(part, Constant) and part.literal is ...


def _length_of_slice(length: int | None, part: SliceValue) -> int | None:
    known = part.literal()
    if known is None or known.step == 0:
        return None
    if length is None:
        is_whole = known.start in (None, 0) and known.stop is None and known.step in (None, 1, -1)
        return None if not is_whole else length
    return numbers_between(*known.indices(length))
