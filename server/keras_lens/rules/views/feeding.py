"""What a model is given: the call's arguments, the tensors in them, the model."""

from __future__ import annotations

import ast
import math
from collections.abc import Iterator

from keras_lens.models.analysis import Analysis
from keras_lens.models.records import ModelRecord, Shape
from keras_lens.models.training.feed_records import Fed, FedGroup, FedTensor, FeedRecord


def tensors_in(data: Fed | None) -> Iterator[FedTensor]:
    """The tensors in it that are known."""
    if isinstance(data, FedTensor):
        yield data
    elif isinstance(data, FedGroup):
        for item in data.items:
            yield from tensors_in(item)


def model_of(analysis: Analysis, feed: FeedRecord) -> ModelRecord | None:
    """The model that is fed, where it is one thing throughout."""
    found = [model for model in analysis.models if model.key == feed.model_key]
    return found[0] if len(found) == 1 else None


def argument_of(feed: FeedRecord, name: str) -> ast.expr | None:
    """Where the argument is written; None where it is not."""
    call = feed.site.node
    if not isinstance(call, ast.Call):
        return None
    for keyword in call.keywords:
        if keyword.arg == name:
            return keyword.value
    if any(isinstance(one, ast.Starred) for one in call.args):
        return None
    places = _PLACES.get(feed.method, ("x", "y"))
    place = places.index(name) if name in places else len(call.args)
    return call.args[place] if place < len(call.args) else None


_FIT = (
    "x", "y", "batch_size", "epochs", "verbose", "callbacks", "validation_split",
    "validation_data",
)  # fmt: skip
_PLACES = {
    "fit": _FIT,
    "evaluate": ("x", "y", "batch_size"),
    "predict": ("x", "batch_size"),
    "predict_on_batch": ("x",),
    "__call__": ("x",),
}


def batch_text(shape: Shape) -> str:
    """A shape with its first axis as the samples: `(samples, 28, 28)`."""
    rest = ", ".join(map(str, shape[1:]))
    return f"(samples, {rest})" if rest else "(samples,)"


def elements_of(shape: Shape) -> int | None:
    """How many numbers one sample has, None where that is not known."""
    sizes = [size for size in shape[1:] if isinstance(size, int)]
    return math.prod(sizes) if len(sizes) == len(shape) - 1 else None
