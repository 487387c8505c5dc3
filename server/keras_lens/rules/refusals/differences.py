"""In which axes the shapes differ that are put together, in words."""

from __future__ import annotations

from collections.abc import Sequence

from keras_lens.models.records import Shape
from keras_lens.rules.views.wording import shape_text


def shapes_in_words(shapes: Sequence[Shape]) -> str:
    """`(None, 8, 8, 16) and (None, 6, 6, 16)`."""
    texts = [shape_text(shape) for shape in shapes]
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} and {texts[-1]}"


def differing_axes(shapes: Sequence[Shape], ignored: int | None = None) -> list[int]:
    """The axes in which shapes of one rank differ so that they do not go together."""
    found = []
    for axis in range(1, len(shapes[0])):
        sizes = {shape[axis] for shape in shapes if shape[axis] not in (None, "?")}
        if len(sizes) > 1 and axis != ignored:
            found.append(axis)
    return found


def same_rank(shapes: Sequence[Shape]) -> bool:
    return len({len(shape) for shape in shapes}) == 1


def name_of_axis(axis: int, rank: int) -> str:
    """What the axis usually is."""
    if axis == rank - 1:
        return "the last axis" if rank == 2 else "the channels (last axis)"
    return {(1, 4): "the height", (2, 4): "the width", (1, 3): "the steps"}.get(
        (axis, rank), f"axis {axis}"
    )


def differences(shapes: Sequence[Shape], ignored: int | None = None) -> str:
    """`the height (axis 1) is 8 and 6, the width (axis 2) is 8 and 6`; empty where nothing of
    that is known."""
    if not same_rank(shapes):
        ranks = sorted({len(shape) for shape in shapes})
        return f"they have {' and '.join(map(str, ranks))} axes"
    rank = len(shapes[0])
    parts = []
    for axis in differing_axes(shapes, ignored):
        sizes = list(dict.fromkeys(str(shape[axis]) for shape in shapes))
        parts.append(f"{name_of_axis(axis, rank)}: {' and '.join(sizes)}")
    return ", ".join(parts)
