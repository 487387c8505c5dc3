"""What `model.fit(x, ...)` says of a model that is not built yet: the shape of its input.

How many samples a batch has follows `keras.src.trainers.data_adapters.array_data_adapter`: the
batch axis is fixed where all batches are of one size.
"""

from __future__ import annotations

import math

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.values import Constant, Value
from keras_lens.models.arrays.array import ArrayValue

_BATCH_SIZE = 32
"""Keras's own, where the program gives none."""
_BATCH_ARGUMENT, _SPLIT_ARGUMENT = 2, 6
"""Places of `batch_size` and `validation_split` among the arguments of `fit`."""


def shape_of_batch(arguments: Arguments) -> tuple[int | None, ...] | None:
    """The shape of what `fit` feeds to the model, None where that is not known."""
    given = arguments.get(0, "x")
    if not isinstance(given, ArrayValue) or not given.shape:
        return None
    return (_batch_axis(given.shape[0], arguments), *given.shape[1:])


def _batch_axis(samples: int | None, arguments: Arguments) -> int | None:
    batch = _number(arguments.get(_BATCH_ARGUMENT, "batch_size"), _BATCH_SIZE)
    split = _number(arguments.get(_SPLIT_ARGUMENT, "validation_split"), 0)
    if samples is None or not isinstance(batch, int) or batch < 1 or split is None:
        return None
    trained = math.floor(samples * (1 - split))
    return batch if trained and trained % batch == 0 else None


def _number(value: Value | None, default: int) -> int | float | None:
    if value is None or (isinstance(value, Constant) and value.literal is None):
        return default
    literal = value.literal if isinstance(value, Constant) else None
    return literal if isinstance(literal, int | float) else None
