"""How much memory tensors take: of what layers give, for one sample."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from keras_lens.models.records import (
    LayerApplication,
    ModelRecord,
    Outline,
    OutlineLayer,
    Shape,
    TensorRecord,
)

_BITS = re.compile(r"(?:bool|u?int|b?float|complex)(8|16|32|64|128)$")


def bytes_per_sample(tensors: Iterable[TensorRecord]) -> int | None:
    """Of these tensors, of which the first axis is that of the batch; None where a size or a
    dtype is not known."""
    total = 0
    for tensor in tensors:
        size = _element(tensor.dtype)
        count = _elements(tensor.shape)
        if size is None or count is None:
            return None
        total += size * count
    return total


def activations_per_sample(model: ModelRecord) -> int | None:
    """Of everything that the layers and operations of a model give, its inputs left out; None
    where not all of it is known."""
    return None if model.outline is None else _of_outline(model.outline)


def _of_outline(outline: Outline) -> int | None:
    if not outline.outputs:  # of a class of the program: what it computes besides is not known
        return None
    total = 0
    for layer in outline.layers:
        size = _of_layer(layer)
        if size is None:
            return None
        total += size
    return total


def _of_layer(layer: OutlineLayer) -> int | None:
    record = layer.record
    if not isinstance(record, LayerApplication):
        return None
    if record.class_name == "InputLayer":
        return 0
    if len(layer.inputs) != len(record.inputs):  # it is called several times
        return None
    return bytes_per_sample(record.outputs) if layer.inner is None else _of_outline(layer.inner)


def _element(dtype: str) -> int | None:
    if dtype == "bool":
        return 1
    bits = _BITS.match(dtype)
    return int(bits[1]) // 8 if bits else None


def _elements(shape: Shape) -> int | None:
    sizes = [size for size in shape[1:] if isinstance(size, int)]
    if not shape or len(sizes) != len(shape) - 1:
        return None
    return math.prod(sizes)
