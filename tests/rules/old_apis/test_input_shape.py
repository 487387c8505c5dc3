"""The rule `input-shape-argument`, which only hints: Keras 3 still takes the argument."""

from __future__ import annotations

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.ide.diagnostics import tags_of
from keras_lens.rules.editing.edits import apply_edits
from keras_lens.rules.findings import Finding
from keras_lens.syntax.source import parse_source
from tests.rules.checked import findings_in

_START = "import keras\nfrom keras import layers\nfrom keras.layers import Dense, LSTM\n"
_IN_LINES = """\
model = keras.Sequential()
model.add({}(3, activation="relu", input_shape=(5,)))
model.add(Dense(1, activation="sigmoid"))
"""


def _found(program: str, evaluation: KerasEvaluation) -> list[Finding]:
    found = findings_in(program, evaluation)
    assert {(one.rule, one.severity) for one in found} <= {("input-shape-argument", "hint")}
    return found


@pytest.mark.parametrize(
    ("program", "fixed"),
    [
        (
            _START + _IN_LINES.format("layers.Dense"),
            _START
            + _IN_LINES.format("layers.Dense")
            .replace(", input_shape=(5,)", "")
            .replace("model.add(layers", "model.add(layers.Input(shape=(5,)))\nmodel.add(layers"),
        ),
        (
            _START + 'm = keras.Sequential([Dense(4, "relu", input_dim=3), Dense(1, "tanh")])\n',
            _START.replace("Dense, LSTM", "Dense, Input, LSTM")
            + 'm = keras.Sequential([Input(shape=(3,)), Dense(4, "relu"), Dense(1, "tanh")])\n',
        ),
        (
            _START + "x = Dense(4, input_shape=(3,))(keras.Input((3,)))\n",
            _START + "x = Dense(4)(keras.Input((3,)))\n",
        ),
    ],
)
def test_input_goes_in_front(program: str, fixed: str, evaluation: KerasEvaluation) -> None:
    (finding,) = _found(program, evaluation)
    (fix,) = finding.fixes
    assert fix.safe
    new = apply_edits(parse_source("program.py", program), fix.edits)
    assert new == fixed
    assert _found(new, evaluation) == []


@pytest.mark.parametrize(
    "program",
    [
        _START + "layer = layers.Embedding(input_dim=10, output_dim=3)\n",
        _START + "layer = layers.InputLayer(input_shape=(3,))\n",
        _START + "base = keras.applications.MobileNetV2(input_shape=(96, 96, 3), weights=None)\n"
        "x = keras.Input((96, 96, 3))\nm = keras.Model(x, base(x))\n",
        _START + "class Own(layers.Layer):\n    def __init__(self, input_shape):\n"
        "        super().__init__()\n        self.d = Dense(2)\n"
        "    def call(self, x):\n        return self.d(x)\n"
        "y = Own(input_shape=3)(keras.Input((3,)))\n",
    ],
)
def test_nothing_is_said(program: str, evaluation: KerasEvaluation) -> None:
    assert _found(program, evaluation) == []


def test_it_is_not_struck_through(evaluation: KerasEvaluation) -> None:
    (finding,) = _found(_START + _IN_LINES.format("Dense"), evaluation)
    assert tags_of(finding) == ()
