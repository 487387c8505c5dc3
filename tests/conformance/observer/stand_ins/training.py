"""Training is cut off behind its first step.

`fit`, `evaluate` and `predict` take all the data, so that the shapes are as they would be, but only
one batch of it. A loop of the script over a data set gets the first and the last element:
the last batch may be smaller than the others.
"""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Iterator
from functools import wraps
from typing import Any
from unittest import mock

import keras
import numpy as np
import tensorflow as tf
from keras.src.trainers import trainer
from keras.src.trainers.epoch_iterator import EpochIterator
from tensorflow.python.data.ops.dataset_ops import DatasetV2

from .replacing import called_by_library


@contextlib.contextmanager
def without_training() -> Iterator[None]:
    """While it lasts, nothing is trained for more than a step."""
    predict, steps = keras.Model.predict, EpochIterator._enumerate_iterator

    @wraps(steps)
    def first_step(self: Any) -> Iterator[Any]:
        yield from itertools.islice(steps(self), 1)

    @wraps(predict)
    def predict_first(self: Any, x: Any, *args: Any, **kwargs: Any) -> Any:
        return _for_all_samples(predict(self, x, *args, **kwargs), x)

    keras.config.set_max_epochs(1)
    try:
        with (
            # Compiling takes longer than the step.
            mock.patch.object(trainer, "model_supports_jit", lambda model: False),
            mock.patch.object(keras.Model, "predict", predict_first),
            mock.patch.object(EpochIterator, "_enumerate_iterator", first_step),
            mock.patch.object(DatasetV2, "__iter__", _ends_for_scripts(DatasetV2.__iter__)),
        ):
            yield
    finally:
        keras.config.set_max_epochs(None)


def _for_all_samples(predicted: Any, given: Any) -> Any:
    """The prediction for the first batch, repeated for as many samples as were given."""
    arrays = [leaf for leaf in keras.tree.flatten(given) if hasattr(leaf, "shape")]
    if not arrays or not len(arrays[0].shape):
        return predicted
    count = arrays[0].shape[0]
    return keras.tree.map_structure(
        lambda array: np.resize(array, (count, *array.shape[1:])), predicted
    )


def _ends_for_scripts(iterate: Any) -> Any:
    @wraps(iterate)
    def __iter__(self: Any) -> Any:  # noqa: N807
        if called_by_library() or not tf.executing_eagerly():
            return iterate(self)
        return iterate(_ends(self))

    return __iter__


def _ends(dataset: Any) -> Any:
    """The first and the last element; the first two where there is no last one."""
    count = int(dataset.cardinality())
    if count <= 2:
        return dataset.take(2)
    return dataset.take(1).concatenate(dataset.skip(count - 1))
