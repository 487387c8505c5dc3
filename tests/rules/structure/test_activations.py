from __future__ import annotations

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation

from .programs import HEAD, functional, mended, said_of, sequential

TWICE, AFTER_SOFTMAX = "activation-twice", "activation-after-softmax"
OWN_MODEL = """
class Classifier(keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden = Dense(64, activation="relu")
        self.leaky = LeakyReLU()
        self.out = Dense(1)

    def call(self, x):
        return self.out(self.leaky(self.hidden(x)))

model = Classifier()
model(np.zeros((2, 20)))
"""


@pytest.mark.parametrize(
    ("program", "severity", "line"),
    [
        (sequential("Dense(8, activation='relu')", "ReLU()"), "information", "ReLU()"),
        (sequential("Dense(8, 'relu')", "Activation('relu')"), "information", "Activation('relu')"),
        (sequential("Dense(8, 'relu')", "LeakyReLU(0.2)"), "warning", "LeakyReLU(0.2)"),
        (sequential("Dense(8, 'relu')", "PReLU()"), "warning", "PReLU()"),
        (sequential("Dense(8, 'relu')", "Softmax()"), "warning", "Softmax()"),
        (
            sequential("Dense(8, 'tanh')", "Activation('tanh')"),
            "warning",
            "Activation('tanh')",
        ),
        (
            functional("x = Dense(8, 'relu')(inputs)", "x = LeakyReLU()(x)"),
            "warning",
            "x = LeakyReLU()(x)",
        ),
        (HEAD + OWN_MODEL, "warning", "self.leaky = LeakyReLU()"),
    ],
)
def test_an_activation_is_applied_twice(
    program: str, severity: str, line: str, evaluation: KerasEvaluation
) -> None:
    assert said_of(program, TWICE, evaluation) == [(severity, line)]


@pytest.mark.parametrize(
    "program",
    [
        sequential("Dense(8)", "ReLU()"),
        sequential("Dense(8, 'relu')", "ReLU(max_value=6)"),
        sequential("Dense(8, 'relu')", "Activation('tanh')"),
        sequential("Dense(8, 'relu')", "BatchNormalization()", "ReLU()"),
        functional("a = Dense(8, 'relu')(inputs)", "b = Dense(8)(inputs)", "x = ReLU()(a + b)"),
    ],
)
def test_another_activation_has_an_effect(program: str, evaluation: KerasEvaluation) -> None:
    assert said_of(program, TWICE, evaluation) == []


def test_the_weaker_activation_goes(evaluation: KerasEvaluation) -> None:
    program = sequential("Dense(8, activation='relu')", "LeakyReLU()")
    assert "Dense(8),\n    LeakyReLU()" in mended(program, TWICE, evaluation)
    assert "Dense(8, activation='relu'),\n]" in mended(program, TWICE, evaluation, 1)


@pytest.mark.parametrize("layer", ["Softmax()", "Activation('softmax')", "ReLU()", "LeakyReLU()"])
def test_activation_after_softmax(layer: str, evaluation: KerasEvaluation) -> None:
    program = sequential("Dense(10, activation='softmax')", layer)
    assert said_of(program, AFTER_SOFTMAX, evaluation) == [("warning", layer)]
    assert said_of(program, TWICE, evaluation) == []
    assert layer not in mended(program, AFTER_SOFTMAX, evaluation)


@pytest.mark.parametrize(
    "program",
    [
        sequential("Dense(10)", "Softmax()"),
        sequential("Dense(10, 'softmax')", "Dense(1)"),
        sequential("Dense(10, 'softmax')", "Activation('linear')"),
    ],
)
def test_softmax_at_the_end_is_right(program: str, evaluation: KerasEvaluation) -> None:
    assert said_of(program, AFTER_SOFTMAX, evaluation) == []
