from __future__ import annotations

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation

from .programs import HEAD, functional, mended, said_of, sequential

RULE = "linear-layers-in-a-row"


@pytest.mark.parametrize(
    ("program", "line"),
    [
        (sequential("Dense(64)", "Dense(1)"), "Dense(64)"),
        (sequential("Dense(64)", "Dropout(0.2)", "Dense(1)"), "Dense(64)"),
        (
            sequential('Dense(64, activation="linear")', "Dense(1)"),
            'Dense(64, activation="linear")',
        ),
        (sequential("Dense(64)", "Dense(1)", input_shape="(8, 20)"), "Dense(64)"),
        (
            sequential("Conv2D(8, 3)", "Conv2D(8, 3, activation='relu')", input_shape="(9, 9, 3)"),
            "Conv2D(8, 3)",
        ),
        (functional("x = Dense(64)(inputs)", "x = Dense(1)(x)"), "x = Dense(64)(inputs)"),
        (
            sequential("Dense(64)", "Dense(64, activation='relu')", "Dense(1)", compiled=""),
            "Dense(64)",
        ),
        (
            f"{HEAD}def build(classes=10):\n    model = keras.Sequential()\n"
            "    model.add(keras.Input((20,)))\n    model.add(Dense(64))\n"
            "    model.add(Dense(classes))\n    model.compile('adam', 'mse')\n    return model\n",
            "model.add(Dense(64))",
        ),
    ],
)
def test_two_linear_maps(program: str, line: str, evaluation: KerasEvaluation) -> None:
    assert said_of(program, RULE, evaluation) == [("warning", line)]


HELPER = """
def block(x, units, activation=None):
    x = Dense(units)(x)
    if activation is not None:
        x = Activation(activation)(x)
    return x

inputs = keras.Input((20,))
x = block(inputs, 64, "relu")
x = block(x, 64)
x = block(x, 1)
model = keras.Model(inputs, x)
model.compile("adam", "mse")
"""
DEFAULTS = """
def build(use_activation=False):
    inputs = keras.Input((20,))
    x = Dense(64)(inputs)
    if use_activation:
        x = ReLU()(x)
    model = keras.Model(inputs, Dense(1)(x))
    model.compile("adam", "mse")
    return model
"""
UNKNOWN = """
import random
inputs = keras.Input((20,))
x = Dense(64)(inputs)
if random.random() < 0.5:
    x = ReLU()(x)
model = keras.Model(inputs, Dense(1)(x))
model.compile("adam", "mse")
"""


@pytest.mark.parametrize(
    "program",
    [
        sequential("Dense(64, activation='relu')", "Dense(1)"),
        sequential("Dense(64)", "LeakyReLU()", "Dense(1)"),
        sequential("Dense(64)", "BatchNormalization()", "Dense(1)"),
        sequential("Dense(4)", "Dense(20)"),  # a bottleneck
        sequential("Dense(64)", "Dense(1)", compiled=""),  # made for its shapes
        sequential("Dense(64, trainable=False)", "Dense(1)"),
        sequential("Dense(64, kernel_constraint='non_neg')", "Dense(1)"),
        sequential("Dense(64, activation=lambda x: x * x)", "Dense(1)"),
        functional("h = Dense(64)(inputs)", "x = Dense(1)(h)", ends="inputs, [h, x]"),
        functional("h = Dense(64)(inputs)", "x = Dense(64)(h)", "x = x + h"),
        functional("h = Dense(64)(inputs) * 2", "x = Dense(1)(h)"),
        functional("h = Dense(64)(inputs)", "code = keras.Model(inputs, h)", "x = Dense(1)(h)"),
        sequential("DepthwiseConv2D(3)", "Conv2D(8, 1)", input_shape="(9, 9, 3)"),
        sequential("Conv2D(8, (1, 3))", "Conv2D(8, (3, 1))", input_shape="(9, 9, 3)"),
        sequential("Conv2D(8, 3, strides=2)", "Conv2D(8, 3)", input_shape="(9, 9, 3)"),
        HEAD + HELPER,
        HEAD + DEFAULTS,
        HEAD + UNKNOWN,
        sequential("Dense(64)", "Dense(1") + "\n",
        sequential("Dense(64)", "Dense(64)", "Dense(1)")
        + "model.layers[1].set_weights([np.eye(64), np.zeros(64)])\n",
    ],
)
def test_what_has_a_purpose(program: str, evaluation: KerasEvaluation) -> None:
    assert said_of(program, RULE, evaluation) == []


def test_the_fix_adds_an_activation(evaluation: KerasEvaluation) -> None:
    program = sequential("Dense(64)", "Dense(1)")
    assert 'Dense(64, activation="relu"),' in mended(program, RULE, evaluation)
