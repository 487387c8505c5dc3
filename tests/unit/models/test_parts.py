"""Layers of the program inside of layers of Keras: what is said where not all is known. What is
shown where it is known, the conformance tests compare with Keras."""

from __future__ import annotations

import pytest

from keras_lens.evaluation.evaluation import Evaluation
from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.models.analysis import Analysis, analyse
from keras_lens.models.records import UnknownLayer
from keras_lens.syntax.source import parse_source

IMPORTS = """\
import os, keras
from keras import Input, layers, ops
"""
CELL = """\
class Cell(layers.Layer):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.state_size = units
    def build(self, shape):
        self.kernel = self.add_weight(shape=(shape[-1], {columns}))
    def call(self, inputs, states):
        return states[0], states

"""


def analysed(program: str, evaluation: Evaluation) -> Analysis:
    return analyse(parse_source("program.py", IMPORTS + program), evaluation)


def reason_of(class_name: str, program: str, evaluation: Evaluation) -> UnknownLayer:
    [unknown] = [
        layer
        for layer in analysed(program, evaluation).unknown_layers
        if layer.class_name == class_name
    ]
    return unknown


def cell(columns: str = "self.state_size") -> str:
    return CELL.format(columns=columns)


def test_a_weight_of_unknown_shape_makes_what_holds_it_unknown(
    evaluation: KerasEvaluation,
) -> None:
    program = cell("int(os.environ['COLUMNS'])") + "layers.RNN(Cell(4))(Input((3, 5)))\n"
    unknown = reason_of("RNN", program, evaluation)
    assert unknown.kind == "other"
    assert "which weights `Cell` has is not known" in unknown.reason


def test_an_unknown_state_size_is_no_refusal(evaluation: KerasEvaluation) -> None:
    program = cell() + "layers.RNN(Cell(int(os.environ['UNITS'])))(Input((3, 5)))\n"
    assert reason_of("RNN", program, evaluation).kind != "found"
    assert analysed(program, evaluation).applications[1:] == ()


@pytest.mark.parametrize(
    "rule",
    ["return os.environ['SHAPE']", "return 7", "return self.compute_output_shape(shape)", "pass"],
)
def test_a_rule_for_shapes_that_says_nothing_useful_is_survived(
    rule: str, evaluation: KerasEvaluation
) -> None:
    program = f"""\
class Own(layers.Layer):
    def call(self, x):
        return x
    def compute_output_shape(self, shape):
        {rule}
layers.TimeDistributed(Own())(Input((3, 5)))
layers.Dense(2)(Input((4,)))
"""
    analysis = analysed(program, evaluation)
    shown = {layer.class_name for layer in analysis.applications}
    assert "Dense" in shown
    assert "TimeDistributed" not in shown


def test_the_acts_of_copies_leave_the_layer_as_it_was(evaluation: KerasEvaluation) -> None:
    program = (
        "@keras.saving.register_keras_serializable()\n"
        + cell()
        + "    def get_config(self):\n"
        + "        return {**super().get_config(), 'units': self.state_size}\n"
        + "one = Cell(4)\n"
        + "layers.Bidirectional(layers.RNN(one))(Input((3, 5)))\n"
        + "layers.Dense(1 + len(one.weights))(Input((2,)))\n"
    )
    dense = analysed(program, evaluation).applications[-1]
    assert dense.class_name == "Dense"
    assert dense.outputs[0].shape == (None, 1)


def test_a_layer_that_holds_itself_is_survived(evaluation: KerasEvaluation) -> None:
    program = """\
class Own(layers.Layer):
    def build(self, shape):
        self.inner = layers.TimeDistributed(self)
    def call(self, x):
        return self.inner(x)
    def compute_output_shape(self, shape):
        return shape
x = layers.TimeDistributed(Own())(Input((3, 5)))
layers.Dense(2)(Input((4,)))
"""
    assert "Dense" in {layer.class_name for layer in analysed(program, evaluation).applications}


def test_parameters_without_a_value_are_left_open(evaluation: KerasEvaluation) -> None:
    program = cell() + "def make(n):\n    return layers.RNN(Cell(8))(Input((3, n)))\n"
    rnn = analysed(program, evaluation).applications[-1]
    assert rnn.class_name == "RNN"
    assert rnn.outputs[0].shape == (None, 8)
    assert str(rnn.params) == "8·n"
