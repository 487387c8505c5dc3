"""The rules about data that models are given: findings, silence, and fixes that real Keras runs."""

from __future__ import annotations

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.rules.editing.edits import apply_edits
from keras_lens.rules.findings import Finding
from keras_lens.syntax.source import parse_source
from tests.keras_runs import End, ends_of
from tests.rules.checked import findings_in

OURS = frozenset(
    {
        "data-does-not-fit-model", "data-lengths-differ", "fit-before-compile", "fixed-batch-size",
        "generator-needs-images", "images-not-scaled", "labels-do-not-fit-output",
        "training-refused",
    }
)  # fmt: skip

_HEAD = """\
import keras
import numpy as np
from keras import layers
from tensorflow.keras.preprocessing.image import ImageDataGenerator

"""
_DENSE = f"{_HEAD}model = keras.Sequential([keras.Input((6,)), layers.Dense(3)])\n"
_COMPILED = f"{_DENSE}model.compile('sgd', 'mse')\n"
_IMAGES = (
    f"{_HEAD}model = keras.Sequential([keras.Input((8, 8, 3)), layers.GlobalMaxPooling2D(),"
    " layers.Dense(3)])\nmodel.compile('sgd', 'mse')\n"
)


def _ours(program: str, evaluation: KerasEvaluation) -> list[Finding]:
    return [one for one in findings_in(program, evaluation) if one.rule in OURS]


FOUND = {
    "fit before compile": (f"{_DENSE}model.fit(np.zeros((8, 6)), np.zeros((8, 3)))", 7),
    "train_on_batch before compile": (
        f"{_DENSE}model.train_on_batch(np.zeros((8, 6)), np.zeros((8, 3)))", 7,
    ),
    "lengths": (f"{_COMPILED}model.fit(np.zeros((8, 6)), np.zeros((9, 3)))", 8),
    "lengths of validation data": (
        f"{_COMPILED}model.fit(np.zeros((8, 6)), np.zeros((8, 3)),"
        " validation_data=(np.zeros((4, 6)), np.zeros((5, 3))))", 8,
    ),
    "shape of validation data": (
        f"{_COMPILED}model.fit(np.zeros((8, 6)), np.zeros((8, 3)),"
        " validation_data=(np.zeros((4, 7)), np.zeros((4, 3))))", 8,
    ),
    "another axis": (f"{_COMPILED}model.predict(np.zeros((8, 7)))", 8),
    "one sample": (f"{_COMPILED}model.predict(np.zeros((6,)))", 8),
    "labels": (f"{_COMPILED}model.fit(np.zeros((8, 6)), np.zeros((8, 2)))", 8),
    "no labels": (f"{_COMPILED}model.fit(np.zeros((8, 6)))", 8),
    "in a branch": (
        f"{_COMPILED}import os\nif os.environ.get('A'):\n    model.predict(np.zeros((8, 7)))", 10,
    ),
    "in a function that is called": (
        f"{_COMPILED}def show(x):\n    model.predict(x)\nshow(np.zeros((8, 7)))", 9,
    ),
}  # fmt: skip

EXPECTED = {
    "fit before compile": ("fit-before-compile", "error"),
    "train_on_batch before compile": ("fit-before-compile", "error"),
    "lengths": ("data-lengths-differ", "error"),
    "lengths of validation data": ("data-lengths-differ", "error"),
    "shape of validation data": ("data-does-not-fit-model", "error"),
    "another axis": ("data-does-not-fit-model", "error"),
    "one sample": ("data-does-not-fit-model", "error"),
    "labels": ("labels-do-not-fit-output", "error"),
    "no labels": ("training-refused", "error"),
    "in a branch": ("data-does-not-fit-model", "warning"),
    "in a function that is called": ("data-does-not-fit-model", "error"),
}


@pytest.mark.parametrize("name", FOUND)
def test_a_mistake_is_found_once(name: str, evaluation: KerasEvaluation) -> None:
    program, line = FOUND[name]
    found = _ours(program, evaluation)
    assert [(one.rule, one.severity) for one in found] == [EXPECTED[name]]
    assert found[0].span.start.line + 1 == line


SILENT = {
    "a loss that does not exist, which `compile-refused` tells of": (
        f"{_DENSE}model.compile('sgd', 'mse_loss')\nmodel.fit(np.zeros((8, 6)), np.zeros((8, 3)))"
    ),
    "expected by the program": (
        f"{_COMPILED}try:\n    model.predict(np.zeros((8, 7)))\nexcept ValueError:\n    pass"
    ),
    "expected by a test": (
        f"{_COMPILED}import pytest\nwith pytest.raises(ValueError):\n"
        "    model.predict(np.zeros((8, 7)))"
    ),
    "compiled elsewhere": (
        f"{_DENSE}from elsewhere import prepare\nprepare(model)\n"
        "model.fit(np.zeros((8, 6)), np.zeros((8, 3)))"
    ),
    "compiled in one of two branches": (
        f"{_DENSE}import os\nif os.environ.get('A'):\n    model.compile('sgd', 'mse')\n"
        "model.fit(np.zeros((8, 6)), np.zeros((8, 3)))"
    ),
    "functions that others call": (
        f"{_DENSE}def prepare():\n    model.compile('sgd', 'mse')\n"
        "def train():\n    model.fit(np.zeros((8, 6)), np.zeros((8, 3)))"
    ),
    "predict needs no compile": f"{_DENSE}model.predict(np.zeros((8, 6)))",
    "data that is not known": (
        f"{_COMPILED}x, y = np.load('a.npy'), np.load('b.npy')\nmodel.fit(x, y)"
    ),
    "lengths that are not known": (
        f"{_COMPILED}x = np.zeros((80, 6))\nkeep = np.random.rand(80) > 0.5\n"
        "model.fit(x[keep], np.zeros((80, 3))[keep])"
    ),
    "one of several shapes": (
        f"{_COMPILED}import os\nn = 6 if os.environ.get('A') else 7\n"
        "model.predict(np.zeros((8, n)))"
    ),
    "default arguments": (
        f"{_COMPILED}def show(n=7):\n    model.predict(np.zeros((8, n)))"
    ),
    "a loss of the program": (
        f"{_DENSE}def loss(y, p):\n    return keras.ops.mean(p)\nmodel.compile('sgd', loss)\n"
        "model.fit(np.zeros((8, 6)), np.zeros((8, 2)))"
    ),
    "a step of the program": (
        f"{_HEAD}class Own(keras.Model):\n    def train_step(self, data):\n        return {{}}\n"
        "a = keras.Input((6,))\nmodel = Own(a, layers.Dense(3)(a))\nmodel.compile('sgd', 'mse')\n"
        "model.fit(np.zeros((8, 6)), np.zeros((8, 2)))"
    ),
    "a last axis of one": (
        f"{_HEAD}model = keras.Sequential([keras.Input((8, 8, 1)), layers.Flatten(),"
        " layers.Dense(1)])\nmodel.compile('sgd', 'mse')\n"
        "model.fit(np.zeros((9, 8, 8)), np.zeros(9))"
    ),
    "labels made one by one": (
        f"{_COMPILED}def batches():\n    while True:\n"
        "        yield np.zeros((8, 6)), np.zeros((8, 3))\n"
        "model.fit(batches(), steps_per_epoch=2)"
    ),
    "images with channels": (
        f"{_HEAD}ImageDataGenerator().flow(np.zeros((9, 8, 8, 1)), np.zeros(9))"
    ),
    "scaled in the model": (
        f"{_HEAD}(x, y), _ = keras.datasets.cifar10.load_data()\n"
        "model = keras.Sequential([keras.Input((32, 32, 3)), layers.Rescaling(1 / 255),"
        " layers.Conv2D(4, 3), layers.Flatten(), layers.Dense(10)])\n"
        "model.compile('sgd', keras.losses.SparseCategoricalCrossentropy(from_logits=True))\n"
        "model.fit(x, y)"
    ),
    "scaled before": (
        f"{_HEAD}(x, y), _ = keras.datasets.mnist.load_data()\nx = x.astype('float32')\nx /= 255\n"
        "model = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(10)])\n"
        "model.compile('sgd', keras.losses.SparseCategoricalCrossentropy(from_logits=True))\n"
        "model.fit(x, y)"
    ),
    "whole batches of the fixed size": (
        f"{_HEAD}model = keras.Sequential([keras.Input(batch_shape=(4, 5, 2)),"
        " layers.GRU(3, stateful=True)])\nmodel.compile('sgd', 'mse')\n"
        "model.fit(np.zeros((8, 5, 2)), np.zeros((8, 3)), batch_size=4)"
    ),
    "while a line is being typed": (
        f"{_DENSE}model.compile('sgd',\nmodel.fit(np.zeros((8, 6)), np.zeros((8, 3)))"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SILENT)
def test_nothing_is_said_of_what_may_be_right(name: str, evaluation: KerasEvaluation) -> None:
    assert _ours(SILENT[name], evaluation) == []


FIXED = {
    "the batch axis": f"{_IMAGES}image = np.zeros((8, 8, 3))\nmodel.predict(image)",
    "channels to the end": f"{_IMAGES}x = np.zeros((5, 3, 8, 8))\nmodel.predict(x)",
    "reshaped": f"{_IMAGES}x = np.zeros((5, 192))\nmodel.fit(x, np.zeros((5, 3)))",
    "units of the last layer": f"{_COMPILED}model.fit(np.zeros((8, 6)), np.zeros((8, 2)))",
    "size of the batches": (
        f"{_HEAD}model = keras.Sequential([keras.Input(batch_shape=(4, 5, 2)),"
        " layers.GRU(3, stateful=True)])\nmodel.compile('sgd', 'mse')\n"
        "model.fit(np.zeros((8, 5, 2)), np.zeros((8, 3)), epochs=1)"
    ),
    "channels of a generator": (
        f"{_HEAD}images = np.zeros((9, 8, 8))\nImageDataGenerator().flow(images, np.zeros(9))"
    ),
}


@pytest.fixture(scope="module")
def mended(evaluation: KerasEvaluation) -> dict[str, str]:
    """Each program with the only fix of its only finding."""
    texts = {}
    for name, program in FIXED.items():
        (finding,) = _ours(program, evaluation)
        (fix,) = finding.fixes
        texts[name] = apply_edits(parse_source("program.py", program), fix.edits)
    return texts


@pytest.fixture(scope="module")
def ends(mended: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, End]:
    """How real Keras ends a program, by its text."""
    folder = tmp_path_factory.mktemp("programs").resolve()
    texts = dict(enumerate([*FIXED.values(), *mended.values()]))
    files = {number: folder / f"program{number}.py" for number in texts}
    for number, text in texts.items():
        files[number].write_text(text, encoding="utf-8")
    found = ends_of(list(files.values()))
    return {text: found[files[number]] for number, text in texts.items()}


@pytest.mark.parametrize("name", FIXED)
def test_a_fix_removes_it_and_keras_runs_the_program(
    name: str, mended: dict[str, str], ends: dict[str, End], evaluation: KerasEvaluation
) -> None:
    assert _ours(mended[name], evaluation) == []
    assert ends[FIXED[name]] is not None
    assert ends[mended[name]] is None


def test_pixels_as_they_are_are_a_hint(evaluation: KerasEvaluation) -> None:
    program = (
        f"{_HEAD}(x, y), _ = keras.datasets.mnist.load_data()\n"
        "model = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(10)])\n"
        "model.compile('sgd', keras.losses.SparseCategoricalCrossentropy(from_logits=True))\n"
        "model.fit(x, y)"
    )
    (finding,) = _ours(program, evaluation)
    assert (finding.rule, finding.severity) == ("images-not-scaled", "hint")
