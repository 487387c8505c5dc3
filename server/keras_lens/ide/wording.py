"""How shapes, counts and sizes are written for people."""

from __future__ import annotations

from collections.abc import Sequence

from keras_lens.algebra import Size
from keras_lens.models.records import Dimension, Shape, TensorRecord

LONGEST_SIZE = 24
LONGEST_COUNT = 40
"""Characters of an expression that stands at the end of a line."""


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


def brief_shapes(tensors: Sequence[TensorRecord]) -> str:
    """The shapes of tensors for the end of a line: a size that is a long expression is `…`."""
    return shapes_text([tuple(map(_brief_dimension, tensor.shape)) for tensor in tensors])


def brief_params(count: Size) -> str:
    """The count for the end of a line: a long expression is `…`."""
    text = params_text(count)
    return text if isinstance(count, int) or len(text) <= LONGEST_COUNT else "… params"


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


def _brief_dimension(dimension: Dimension) -> Dimension:
    is_long = isinstance(dimension, str) and len(dimension) > LONGEST_SIZE
    return "…" if is_long else dimension


def _dimension(dimension: Dimension) -> str:
    return str(dimension)
