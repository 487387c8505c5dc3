"""What is said of old Keras, and where nothing is said."""

from __future__ import annotations

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.rules.editing.edits import apply_edits
from keras_lens.syntax.source import parse_source
from tests.rules.checked import findings_in

_MODEL = (
    "import keras\nmodel = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])\n"
    "model.compile('sgd', 'mse')\n"
)


def _said(program: str, evaluation: KerasEvaluation) -> list[tuple[str, str, int]]:
    return [
        (found.rule, found.severity, found.span.start.line + 1)
        for found in findings_in(program, evaluation)
        if found.rule.startswith("old-")
    ]


@pytest.mark.parametrize(
    ("program", "rule", "severity"),
    [
        ("from keras.layers.core import Dense\n", "old-import", "error"),
        ("from tensorflow.keras.layers.experimental import preprocessing\n", "old-import", "error"),
        ("import keras.utils.np_utils\n", "old-import", "error"),
        ("from keras.layers.pooling import *\n", "old-import", "error"),
        ("from keras.engine.topology import Layer, InputSpec\n", "old-import", "error"),
        ("from keras.preprocessing.image import ImageDataGenerator\n", "old-import", "error"),
        ("import keras\nd = keras.layers.core.Dense(3)\n", "old-import", "error"),
        ("import keras\no = keras.optimizers.legacy.Adam()\n", "old-import", "error"),
        ("from keras.layers import CuDNNGRU\n", "old-name", "error"),
        ("from keras.constraints import maxnorm\n", "old-name", "error"),
        ("from keras import backend as K\nK.set_learning_phase(1)\n", "old-name", "error"),
        ("import keras\nd = keras.layers.Dropout(p=0.5)\n", "old-argument", "error"),
        ("import keras\no = keras.optimizers.SGD(lr=0.1)\n", "old-argument", "error"),
        ("import keras\no = keras.optimizers.SGD(0.1, decay=1e-6)\n", "old-argument", "hint"),
        ("import keras\nd = keras.layers.LeakyReLU(alpha=0.1)\n", "old-argument", "hint"),
        (_MODEL + "model.fit(x, y, nb_epoch=3)\n", "old-argument", "error"),
        (_MODEL + "model.predict_classes(x)\n", "old-method", "error"),
        (_MODEL + "model.fit_generator(g, steps_per_epoch=3, epochs=2)\n", "old-method", "error"),
    ],
)
def test_old_keras_is_found(
    program: str, rule: str, severity: str, evaluation: KerasEvaluation
) -> None:
    line = program.count("\n")
    assert _said(program, evaluation) == [(rule, severity, line)]


@pytest.mark.parametrize(
    "program",
    [
        "try:\n    from keras.layers.core import Dense\nexcept ImportError:\n"
        "    from keras.layers import Dense\n",
        "import keras\nif keras.__version__ < '2':\n    from keras.layers.core import Dense\n",
        "import os\nos.environ['TF_USE_LEGACY_KERAS'] = '1'\n"
        "from tensorflow.keras.layers.core import Dense\n",
        _MODEL + "if hasattr(model, 'predict_classes'):\n    model.predict_classes(x)\n",
        "import keras\nd = keras.layers.Embedding(input_dim=10, output_dim=3)\n",
        "import keras\nd = keras.layers.Conv2D(32, 3, 3)\n",
        "import keras\nd = keras.layers.Convolution2D(32, (3, 3))\n",
        "from tensorflow.keras.preprocessing.image import ImageDataGenerator\n",
        "from tensorflow.keras.preprocessing.text import Tokenizer, one_hot\n",
        "from tensorflow.keras.losses import mse, Reduction\n",
        "import tensorflow as tf\ny = tf.keras.backend.square(2.0)\n",
        "from keras.optimizers import legacy\n",
        "from keras.applications.vgg16 import VGG16, preprocess_input\n",
        "import keras\nclass M(keras.Model):\n    def fit_generator(self, g):\n        return g\n"
        "M().fit_generator(3)\n",
    ],
)
def test_nothing_is_said(program: str, evaluation: KerasEvaluation) -> None:
    assert _said(program, evaluation) == []


_COPY = (
    "from tensorflow.{0}.keras.models import Sequential\n"
    "from tensorflow.{0}.keras.layers import Dense, Input\n"
    "model = Sequential([Input((3,)), Dense(2)])\n"
)


@pytest.mark.parametrize(("copy", "severity"), [("python", "information"), ("contrib", "error")])
def test_a_copy_inside_of_tensorflow(copy: str, severity: str, evaluation: KerasEvaluation) -> None:
    program = _COPY.format(copy)
    found = findings_in(program, evaluation)
    assert [(one.rule, one.severity) for one in found] == [("old-import", severity)] * 2
    whole = found[0].fixes[-1]
    new = apply_edits(parse_source("program.py", program), whole.edits)
    assert new == program.replace(f"tensorflow.{copy}.keras", "tensorflow.keras")
    assert findings_in(new, evaluation) == []


_KERNEL = (
    "import keras\nm = keras.Sequential([keras.Input((28, 28, 1)),\n"
    "    keras.layers.{}, keras.layers.Flatten()])\n"
)


def test_a_kernel_of_numbers_is_a_stride_today(evaluation: KerasEvaluation) -> None:
    program = _KERNEL.format("Convolution2D(8, 3, 3)")
    found = findings_in(program, evaluation)
    assert [(one.rule, one.severity) for one in found] == [("old-argument", "warning")]
    assert found[0].message.endswith("(None, 28, 28, 1) → (None, 9, 9, 8).")
    assert found[0].fixes[0].title == "Write the kernel as (3, 3): (None, 26, 26, 8)"
    assert not found[0].fixes[0].safe


@pytest.mark.parametrize(
    "layer",
    ["Convolution2D(8, 1, 1)", "Convolution2D(8, 3, 2)", "Conv2D(8, 4, 4)", "Convolution2D(8, 3)"],
)
def test_a_stride_may_be_meant(layer: str, evaluation: KerasEvaluation) -> None:
    assert findings_in(_KERNEL.format(layer), evaluation) == []


def test_a_call_under_a_condition_is_a_warning(evaluation: KerasEvaluation) -> None:
    program = "import sys\nimport keras\nif len(sys.argv) > 1:\n    keras.layers.Dropout(p=0.5)\n"
    assert _said(program, evaluation) == [("old-argument", "warning", 4)]
