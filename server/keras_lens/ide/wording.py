"""How shapes, counts and sizes are written for people."""

from __future__ import annotations

from collections.abc import Sequence

from keras_lens.algebra import Size
from keras_lens.models.records import Dimension, Shape, TensorRecord


def shape_text(shape: Shape) -> str:
    """A shape as Python writes it: `(None, 28, 28, 1)`, `(None,)`."""
    inner = ", ".join(_dimension(dimension) for dimension in shape)
    return f"({inner},)" if len(shape) == 1 else f"({inner})"


def shapes_text(shapes: Sequence[Shape]) -> str:
    """One shape, or several in a list: `[(None, 8), (None, 8)]`."""
    texts = [shape_text(shape) for shape in shapes]
    return texts[0] if len(texts) == 1 else f"[{', '.join(texts)}]"


def tensors_text(tensors: Sequence[TensorRecord]) -> str:
    """The shapes of tensors."""
    return shapes_text([tensor.shape for tensor in tensors])


def count_text(count: Size | None) -> str:
    """A count, thousands separated; `?` where it is not known."""
    return "?" if count is None else f"{count:,}"


def params_text(count: Size) -> str:
    """`128 params`, thousands separated."""
    return f"{count:,} {'param' if count == 1 else 'params'}"


def size_text(size: int) -> str:
    """A number of bytes in the units that Keras prints (1 KB = 1024 bytes)."""
    value = float(size)
    for unit in ("bytes", "KB", "MB", "GB"):
        if value < 1024:
            return f"{value:.0f} {unit}" if unit == "bytes" else f"{value:.2f} {unit}"
        value /= 1024
    return f"{value:.2f} TB"


def _dimension(dimension: Dimension) -> str:
    return str(dimension)
