"""What is said of the first step of training, against what real Keras does in `fit`.

A refusal that is none would be a false alarm: wherever one is told, `fit` has to raise. Wherever
`fit` raises and nothing is told, it has to be for numbers that only a computation sees.
"""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.models.analysis import analyse
from keras_lens.syntax.source import parse_source
from tests.keras_runs import End, ends_of

_MODELS = {
    "vector": (
        "keras.Sequential([keras.Input((6,)), layers.BatchNormalization(), layers.Dense(3)])",
        "(64, 6)",
    ),
    "one": ("keras.Sequential([keras.Input((6,)), layers.Dense(1)])", "(50, 6)"),
    "unbuilt": ("keras.Sequential([layers.Flatten(), layers.Dense(3)])", "(64, 4, 4)"),
    "image": (
        "keras.Sequential([keras.Input((8, 8, 1)), layers.Conv2D(2, 3), layers.Flatten(),"
        " layers.Dropout(0.5), layers.Dense(3, activation='softmax')])",
        "(40, 8, 8)",
    ),
    "sequence": (
        "keras.Sequential([keras.Input((5,)), layers.Embedding(9, 4),"
        " layers.LSTM(4, return_sequences=True), layers.Dense(3, activation='softmax')])",
        "(64, 5)",
    ),
    "stateful": (
        "keras.Sequential([keras.Input(batch_shape=(20, 5, 2)), layers.GRU(3, stateful=True)])",
        "(60, 5, 2)",
    ),
}
_LOSSES = (
    "mse", "categorical_crossentropy", "sparse_categorical_crossentropy", "binary_crossentropy",
    "hinge", "cosine_similarity",
)  # fmt: skip
_LABELS = ("()", "(1,)", "(3,)", "(2,)", "(5,)", "(5, 3)")
_ELSE = {
    "two inputs": """
a, b = keras.Input((3,)), keras.Input((4,))
model = keras.Model([a, b], layers.Dense(1)(layers.concatenate([a, b])))
model.compile("sgd", "mse")
model.fit([np.zeros((32, 3)), np.zeros((32, 4))], np.zeros((32, 1)))
""",
    "two inputs in the other order": """
a, b = keras.Input((3,)), keras.Input((4,))
model = keras.Model([a, b], layers.Dense(1)(layers.concatenate([a, b])))
model.compile("sgd", "mse")
model.fit([np.zeros((32, 4)), np.zeros((32, 3))], np.zeros((32, 1)))
""",
    "two outputs by name": """
a = keras.Input((3,))
model = keras.Model(a, [layers.Dense(1, name="p")(a), layers.Dense(4, name="q")(a)])
model.compile("sgd", {"p": "mse", "q": "categorical_crossentropy"}, metrics={"q": ["accuracy"]})
model.fit(np.zeros((32, 3)), {"p": np.zeros((32, 1)), "q": np.zeros((32, 4))})
""",
    "two outputs, labels for one": """
a = keras.Input((3,))
model = keras.Model(a, [layers.Dense(1, name="p")(a), layers.Dense(4, name="q")(a)])
model.compile("sgd", "mse")
model.fit(np.zeros((32, 3)), np.zeros((32, 1)))
""",
    "inputs by name": """
a, b = keras.Input((3,), name="p"), keras.Input((4,), name="q")
model = keras.Model([a, b], layers.Dense(1)(layers.concatenate([a, b])))
model.compile("sgd", "mse")
model.fit({"q": np.zeros((32, 4)), "p": np.zeros((32, 3))}, np.zeros((32, 1)))
""",
    "inputs by other names": """
a, b = keras.Input((3,), name="p"), keras.Input((4,), name="q")
model = keras.Model([a, b], layers.Dense(1)(layers.concatenate([a, b])))
model.compile("sgd", "mse")
model.fit({"r": np.zeros((32, 4)), "p": np.zeros((32, 3))}, np.zeros((32, 1)))
""",
    "more by name than there are inputs": """
a = keras.Input((3,), name="p")
model = keras.Model(a, layers.Dense(1)(a))
model.compile("sgd", "mse")
model.fit({"p": np.zeros((32, 3)), "q": np.zeros((32, 2))}, np.zeros((32, 1)))
""",
    "automatic names": """
a, b = keras.Input((3,)), keras.Input((4,))
model = keras.Model([a, b], layers.Dense(1)(layers.concatenate([a, b])))
model.compile("sgd", "mse")
model.fit({"input_layer": np.zeros((32, 3)), "input_layer_1": np.zeros((32, 4))}, np.zeros(32))
""",
    "inputs in a dictionary": """
a, b = keras.Input((3,)), keras.Input((4,))
model = keras.Model({"one": a, "two": b}, layers.Dense(1)(layers.concatenate([a, b])))
model.compile("sgd", "mse")
model.fit({"two": np.zeros((32, 4)), "one": np.zeros((32, 3))}, np.zeros(32))
""",
    "an index of texts": """
import tensorflow as tf
model = keras.Sequential([keras.Input((1,), dtype="string")])
vectors = layers.TextVectorization(10, output_sequence_length=4)
vectors.adapt(np.array(["a b", "b c"]))
model.add(vectors)
model.add(layers.Embedding(12, 2))
model.add(layers.GlobalAveragePooling1D())
model.add(layers.Dense(1))
model.compile("sgd", "mse")
model.fit(tf.constant([["a"], ["b"], ["c"]]), tf.zeros((3, 1)))
""",
    "normalised data": """
scale = layers.Normalization()
scale.adapt(np.ones((9, 6)))
model = keras.Sequential([keras.Input((6,)), scale, layers.Dense(1)])
model.compile("sgd", keras.losses.Huber(), metrics=[keras.metrics.RootMeanSquaredError(), "mae"])
model.fit(np.zeros((64, 6)), np.zeros(64))
""",
    "an autoencoder": """
a = keras.Input((8, 8, 1))
x = layers.MaxPooling2D(2, padding="same")(layers.Conv2D(4, 3, padding="same")(a))
model = keras.Model(a, layers.Conv2D(1, 3, padding="same")(layers.UpSampling2D(2)(x)))
model.compile("sgd", "mse")
model.fit(np.zeros((40, 8, 8)), np.zeros((40, 8, 8, 1)), validation_split=0.2)
""",
    "a metric that is not made for the labels": """
model = keras.Sequential([keras.Input((6,)), layers.Dense(3, activation="softmax")])
model.compile("sgd", "sparse_categorical_crossentropy", metrics=[keras.metrics.Precision()])
model.fit(np.zeros((64, 6)), np.zeros(64))
""",
    "a weight for each sample": """
model = keras.Sequential([keras.Input((6,)), layers.Dense(3)])
model.compile("sgd", "mse", weighted_metrics=["mae"])
model.fit(np.zeros((64, 6)), np.zeros((64, 3)), sample_weight=np.ones(64))
""",
    "batches of ten, ten outputs, one label each": """
model = keras.Sequential([keras.Input((6,)), layers.Dense(10)])
model.compile("sgd", "mse")
model.fit(np.zeros((50, 6)), np.zeros(50), batch_size=10)
""",
    "a loss of the program": """
model = keras.Sequential([keras.Input((6,)), layers.Dense(10)])
model.compile("sgd", lambda y, p: keras.ops.mean(p))
model.fit(np.zeros((50, 6)), np.zeros((50, 3)))
""",
    "a data set": """
import tensorflow as tf
model = keras.Sequential([keras.Input((6,)), layers.Dense(3)])
model.compile("sgd", "mse")
data = tf.data.Dataset.from_tensor_slices((np.zeros((50, 6)), np.zeros((50, 2)))).batch(8)
model.fit(data)
""",
    "no labels": """
model = keras.Sequential([keras.Input((6,)), layers.Dense(3)])
model.compile("sgd", "mse")
model.fit(np.zeros((50, 6)))
""",
    "a model of images without a batch": """
model = keras.Sequential([keras.Input((8, 8, 3)), layers.Flatten(), layers.Dense(3)])
model.predict(np.zeros((8, 8, 3)))
""",
}
_HEAD = "import keras\nimport numpy as np\nfrom keras import layers\n\n"
_NOT_TOLD = frozenset({"automatic names"})
"""Keras raises, and nothing is told: unnamed inputs have other names than their layers."""


def _programs() -> dict[str, str]:
    programs = {name: _HEAD + text for name, text in _ELSE.items()}
    for (name, (model, shape)), loss, label in itertools.product(_MODELS.items(), _LOSSES, _LABELS):
        labels = f"({shape[1:].partition(',')[0]}, {label[1:]}".replace(", )", ",)")
        programs[f"{name} {loss} {label}"] = (
            f"{_HEAD}model = {model}\n"
            f"model.compile('sgd', '{loss}', metrics=['accuracy'])\n"
            f"model.fit(np.zeros({shape}), np.zeros({labels}), verbose=0)\n"
        )
    return programs


PROGRAMS = _programs()


@pytest.fixture(scope="module")
def ends(tmp_path_factory: pytest.TempPathFactory) -> dict[str, End]:
    """How real Keras ends each program."""
    folder = tmp_path_factory.mktemp("programs")
    paths: dict[str, Path] = {}
    for number, (name, text) in enumerate(PROGRAMS.items()):
        paths[name] = folder / f"program{number}.py"
        paths[name].write_text(text, encoding="utf-8")
    found = ends_of([path.resolve() for path in paths.values()])
    return {name: found[path.resolve()] for name, path in paths.items()}


@pytest.mark.parametrize("name", PROGRAMS)
def test_what_is_refused_is_what_raises(
    name: str, ends: dict[str, End], evaluation: KerasEvaluation
) -> None:
    feeds = analyse(parse_source("program.py", PROGRAMS[name]), evaluation).feeds
    assert feeds
    refused = any(feed.refusal is not None for feed in feeds)
    if name in _NOT_TOLD:
        assert not refused
    else:
        assert refused == (ends[name] is not None), (feeds[0].refusal, ends[name])
