"""From a tensor back to the layers that it comes from."""

from __future__ import annotations

from collections.abc import Iterator

from keras_lens.models.analysis import Analysis
from keras_lens.models.records import LayerApplication, TensorRecord


def maker_of(analysis: Analysis, tensor: TensorRecord) -> LayerApplication | None:
    """The application that gives the tensor; None for an input of the model."""
    return None if tensor.producer is None else analysis.applications[tensor.producer]


def way_to(analysis: Analysis, tensor: TensorRecord) -> Iterator[LayerApplication]:
    """The layers that the tensor comes through, the nearest first, as long as each has one
    input."""
    maker = maker_of(analysis, tensor)
    seen = 0
    while maker is not None and seen < len(analysis.applications):
        yield maker
        seen += 1
        if len(maker.inputs) != 1:
            return
        maker = maker_of(analysis, maker.inputs[0])
