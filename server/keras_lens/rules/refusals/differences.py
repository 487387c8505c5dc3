"""In which axes the shapes differ that are put together, in words."""

from __future__ import annotations

from collections.abc import Sequence

from keras_lens.localization import all_of, clauses, translate
from keras_lens.models.records import Shape
from keras_lens.rules.views.wording import shape_text


def shapes_in_words(shapes: Sequence[Shape]) -> str:
    """`(None, 8, 8, 16) and (None, 6, 6, 16)`."""
    return all_of([shape_text(shape) for shape in shapes])


def differing_axes(shapes: Sequence[Shape], ignored: int | None = None) -> list[int]:
    """The axes in which shapes of one rank differ so that they do not go together."""
    found = []
    for axis in range(1, len(shapes[0])):
        sizes = {shape[axis] for shape in shapes if shape[axis] not in (None, "?")}
        if len(sizes) > 1 and axis != ignored:
            found.append(axis)
    return found


def same_rank(shapes: Sequence[Shape]) -> bool:
    """Whether all of them have the same number of axes."""
    return len({len(shape) for shape in shapes}) == 1


def name_of_axis(axis: int, rank: int) -> str:
    """What the axis usually is."""
    if axis == rank - 1:
        return translate("the last axis") if rank == 2 else translate("the channels (last axis)")
    match axis, rank:
        case 1, 4:
            return translate("the height")
        case 2, 4:
            return translate("the width")
        case 1, 3:
            return translate("the steps")
    return translate("axis {axis}", axis=axis)


def differences(shapes: Sequence[Shape], ignored: int | None = None) -> str:
    """`the height: 8 and 6, the width: 8 and 6`; empty where nothing of that is known."""
    if not same_rank(shapes):
        ranks = sorted({len(shape) for shape in shapes})
        return translate("they have {ranks} axes", ranks=all_of(ranks))
    rank = len(shapes[0])
    parts = []
    for axis in differing_axes(shapes, ignored):
        sizes = list(dict.fromkeys(str(shape[axis]) for shape in shapes))
        name = name_of_axis(axis, rank)
        parts.append(translate("{axis}: {sizes}", axis=name, sizes=all_of(sizes)))
    return clauses(parts)
