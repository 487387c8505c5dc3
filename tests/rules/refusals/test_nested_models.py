"""A model in another: what Keras refuses is told once, at the layer that it refuses."""

from __future__ import annotations

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from tests.rules.checked import findings_in

IMPORTS = "import keras\nfrom keras import Input, Model, Sequential, layers\n"

OPEN = "inner = Sequential([layers.LSTM(8), layers.LSTM(4)])\n"
BUILT = "inner = Sequential([Input((10, 3)), layers.LSTM(8), layers.LSTM(4)])\n"
FUNCTIONAL = """\
given = Input((10, 3))
inner = Model(given, layers.LSTM(4)(layers.LSTM(8)(given)))
"""

USES = {
    "in a list": "outer = Sequential([Input((10, 3)), inner, layers.Dense(1)])\n",
    "added": "outer = Sequential([Input((10, 3))])\nouter.add(inner)\nouter.add(layers.Dense(1))\n",
    "first": "outer = Sequential([inner, layers.Dense(1)])\nouter.build((None, 10, 3))\n",
    "called": "inputs = Input((10, 3))\nouter = Model(inputs, layers.Dense(1)(inner(inputs)))\n",
    "called twice": "y = inner(Input((10, 3)))\nz = inner(Input((10, 3)))\n",
    "two deep": "middle = Sequential([inner])\nouter = Sequential([Input((10, 3)), middle])\n",
    "two deep, called": "middle = Sequential([inner])\ny = middle(Input((10, 3)))\n",
    "wrapped": "y = layers.TimeDistributed(inner)(Input((2, 10, 3)))\n",
    "trained": "inner.compile(loss='mse')\nouter = Sequential([Input((10, 3)), inner])\n"
    "outer.compile(loss='mse')\nouter.summary()\nouter.fit([[[0.0] * 3] * 10], [[0.0]])\n",
    "in a class": "class Net(Model):\n    def __init__(self):\n        super().__init__()\n"
    "        self.inner = inner\n\n    def call(self, x):\n        return self.inner(x)\n\n\n"
    "net = Net()\ny = net(Input((10, 3)))\n",
}


@pytest.mark.parametrize("use", USES.values(), ids=USES)
@pytest.mark.parametrize("inner", [OPEN, BUILT, FUNCTIONAL], ids=["open", "built", "functional"])
def test_a_refused_model_is_told_once(inner: str, use: str, evaluation: KerasEvaluation) -> None:
    assert _told(inner + use, evaluation) == ["missing-return-sequences"]


@pytest.mark.parametrize(
    ("inner", "rule"),
    [
        ("Sequential([Input((10, 3)), layers.Conv1D(4, 20)])", "axis-below-one"),
        ("Sequential([Input((10, 3)), layers.GroupNormalization(2)])", "refused-by-keras"),
        ("Sequential([Input((10, 3)), layers.Conv2D(4, 3)])", "missing-channel-axis"),
        (
            "Sequential([Input((10, 3)), layers.ReLU(name='a'), layers.ReLU(name='a')])",
            "duplicate-layer-name",
        ),
    ],
)
@pytest.mark.parametrize("use", [USES["in a list"], USES["called"]], ids=["in a list", "called"])
def test_whatever_keras_refuses_in_it(
    inner: str, rule: str, use: str, evaluation: KerasEvaluation
) -> None:
    assert _told(f"inner = {inner}\n{use}", evaluation) == [rule]


MADE_FOR_THREE = {
    "functional": "given = Input((10, 3))\ninner = Model(given, layers.LSTM(4)(given))\n",
    "built": "inner = Sequential([Input((10, 3)), layers.LSTM(4)])\n",
    "built by a call": "inner = Sequential([layers.LSTM(4)])\ninner(Input((10, 3)))\n",
}


@pytest.mark.parametrize("inner", MADE_FOR_THREE.values(), ids=MADE_FOR_THREE)
@pytest.mark.parametrize(
    "use",
    ["y = inner(Input((10, 5)))\n", "outer = Sequential([Input((10, 5)), inner])\n"],
    ids=["called", "in a list"],
)
def test_a_sound_model_that_gets_what_does_not_fit(
    inner: str, use: str, evaluation: KerasEvaluation
) -> None:
    assert _told(inner + use, evaluation) == ["incompatible-input"]


@pytest.mark.parametrize(
    "use",
    [
        "y = inner(np.zeros((2, 64, 64, 3)))\n",
        "y = inner(Input((None, None, 3)))\n",
        "y = inner(Input(batch_shape=(8, 32, 32, 3)))\n",
        "class Net(Model):\n    def __init__(self):\n        super().__init__()\n"
        "        self.inner = inner\n\n    def call(self, x):\n        return self.inner(x)\n\n\n"
        "net = Net()\ny = net(Input((64, 64, 3)))\n",
    ],
    ids=["arrays", "open sizes", "a batch", "in a call"],
)
def test_what_keras_lets_through(use: str, evaluation: KerasEvaluation) -> None:
    """Sizes of symbolic tensors are compared with those of a Sequential's input, but of no
    others (`Sequential.compute_output_spec`)."""
    inner = "inner = Sequential([Input((32, 32, 3)), layers.Conv2D(4, 3)])\n"
    assert _told("import numpy as np\n" + inner + use, evaluation) == []


def _told(program: str, evaluation: KerasEvaluation) -> list[str]:
    """The rules that tell of an error."""
    found = findings_in(IMPORTS + program, evaluation)
    return [finding.rule for finding in found if finding.severity == "error"]
