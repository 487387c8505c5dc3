"""What is noted of the data that models are given. Expected: Keras's own documentation of the data
sets, and what its trainers say."""

from __future__ import annotations

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.interpreter.reach import Certainty
from keras_lens.models.analysis import analyse
from keras_lens.models.arrays.contents import Contents
from keras_lens.models.training.feed_records import FedGroup, FedTensor, FeedRecord
from keras_lens.syntax.source import parse_source

_MODEL = """\
import keras
import numpy as np
from keras import layers
from tensorflow.keras.preprocessing.image import ImageDataGenerator

(x, y), (x_test, y_test) = keras.datasets.mnist.load_data()
model = keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10)])
"""
_COMPILED = f"{_MODEL}model.compile('adam', loss='mse')\n"


def _feeds(program: str, evaluation: KerasEvaluation) -> tuple[FeedRecord, ...]:
    return analyse(parse_source("program.py", program), evaluation).feeds


def test_arrays_with_what_is_in_them(evaluation: KerasEvaluation) -> None:
    (feed,) = _feeds(f"{_COMPILED}model.fit(x / 255.0, y, batch_size=64)", evaluation)
    assert feed.method == "fit"
    assert feed.x == FedTensor((60000, 28, 28), "float64", Contents(lowest=0, highest=1))
    assert feed.y == FedTensor((60000,), "uint8", Contents("integers", 10, 0, 9), 10)
    assert (feed.samples, feed.batch_size, feed.source) == (60000, 64, "arrays")
    assert feed.inputs == ((None, 28, 28, 1),)
    assert feed.certainty is Certainty.SURE


def test_one_hot_labels_keep_what_they_are(evaluation: KerasEvaluation) -> None:
    program = f"{_COMPILED}labels = keras.utils.to_categorical(y, 10)\nmodel.fit(x, labels[:100])"
    (feed,) = _feeds(program, evaluation)
    assert isinstance(feed.y, FedTensor)
    assert feed.y.shape == (100, 10)
    assert feed.y.contents == Contents("one-hot", 10, 0, 1)


def test_several_inputs_by_name(evaluation: KerasEvaluation) -> None:
    program = f"{_COMPILED}model.predict({{'a': np.zeros((3, 2)), 'b': np.zeros((3, 4))}})"
    (feed,) = _feeds(program, evaluation)
    assert isinstance(feed.x, FedGroup)
    assert feed.x.keys == ("a", "b")
    assert feed.y is None


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ("model.fit(x, y)", False),
        ("model.compile('sgd', 'mse')\nmodel.fit(x, y)", True),
        ("import somewhere\nsomewhere.prepare(model)\nmodel.fit(x, y)", None),
        ("def prepare(m):\n    m.compile('sgd', 'mse')\nprepare(model)\nmodel.fit(x, y)", True),
    ],
)
def test_whether_the_model_is_compiled(
    statements: str, expected: bool | None, evaluation: KerasEvaluation
) -> None:
    assert _feeds(_MODEL + statements, evaluation)[0].is_compiled is expected


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ("model.fit(x, y)", Certainty.SURE),
        ("import os\nif os.environ.get('A'):\n    model.fit(x, y)", Certainty.BRANCH),
        ("try:\n    model.fit(x, y)\nexcept ValueError:\n    pass", Certainty.CAUGHT),
        ("def train():\n    model.fit(x, y)", Certainty.POSSIBLE),
    ],
)
def test_how_surely_it_is_fed(
    statements: str, expected: Certainty, evaluation: KerasEvaluation
) -> None:
    assert _feeds(_COMPILED + statements, evaluation)[0].certainty is expected


def test_labels_of_folders(evaluation: KerasEvaluation) -> None:
    program = (
        f"{_COMPILED}flow = ImageDataGenerator().flow_from_directory("
        "'d', (28, 28), 'grayscale', class_mode='categorical', classes=['a', 'b'])\n"
        "model.fit(flow)\n"
        "data = keras.utils.image_dataset_from_directory('d', label_mode='int')\n"
        "model.fit(data.prefetch(2))\n"
    )
    flow, data = _feeds(program, evaluation)
    assert isinstance(flow.y, FedTensor)
    assert isinstance(data.y, FedTensor)
    assert flow.y.contents == Contents("one-hot", 2, 0, 1)
    assert data.y.contents == Contents("integers", None, 0)


def test_calls_of_generators_of_images(evaluation: KerasEvaluation) -> None:
    analysis = analyse(
        parse_source("program.py", f"{_MODEL}ImageDataGenerator().flow(x, y)"), evaluation
    )
    (call,) = analysis.generator_calls
    assert call.method == "flow"
    assert isinstance(call.images, FedTensor)
    assert call.images.shape == (60000, 28, 28)


@pytest.mark.parametrize(
    ("statement", "phase"),
    [
        ("model.fit(np.zeros((64, 28, 28)), np.zeros((64, 10)))", None),
        ("model.fit(np.zeros((64, 784)), np.zeros((64, 10)))", "call"),
        ("model.fit(np.zeros((64, 28, 28, 1)), np.zeros((64, 7)))", "loss"),
        ("model.predict(np.zeros((28, 28, 1)))", "call"),
        ("model.predict(np.zeros((1, 28, 28, 1)))", None),
    ],
)
def test_what_keras_says(statement: str, phase: str | None, evaluation: KerasEvaluation) -> None:
    refusal = _feeds(f"{_COMPILED}{statement}", evaluation)[0].refusal
    assert (None if refusal is None else refusal.phase) == phase
