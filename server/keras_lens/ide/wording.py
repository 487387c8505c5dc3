"""How shapes, counts and sizes are written for people."""

from __future__ import annotations

from collections.abc import Sequence

from keras_lens.algebra import Size
from keras_lens.localization import translate
from keras_lens.models.records import Dimension, Shape, TensorRecord

LONGEST_SIZE = 24
LONGEST_COUNT = 33
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


def count_text(count: Size | None) -> str:
    """A count, thousands separated; `?` where it is not known."""
    return "?" if count is None else f"{count:,}"


def abbreviated_count(count: int) -> str:
    """A count in three digits: `1.23M` for 1,234,567. Up to 9,999 it is written in full."""
    if count < 10_000:
        return f"{count:,}"
    for step, unit in enumerate("KMBT", 1):
        value = count / 1000**step
        if float(f"{value:.3g}") < 1000 or unit == "T":
            break
    return f"{_three_digits(value)}{unit}"


def _three_digits(value: float) -> str:
    digits = 2 if value < 9.995 else 1 if value < 99.95 else 0
    text = f"{value:,.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def params_text(count: Size) -> str:
    """`128 params`, thousands separated."""
    if count == 1:
        return translate("{count} param", count=count_text(count))
    return translate("{count} params", count=count_text(count))


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
