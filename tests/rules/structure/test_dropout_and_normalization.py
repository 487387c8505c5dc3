from __future__ import annotations

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation

from .programs import HEAD, functional, mended, said_of, sequential

OUTPUT, RATE = "dropout-after-output", "dropout-rate"
AFTER_DROPOUT, BIAS = "normalization-after-dropout", "bias-before-normalization"


def test_dropout_after_the_output(evaluation: KerasEvaluation) -> None:
    program = sequential("Dense(8, 'relu')", "Dense(1)", "Dropout(0.5)")
    assert said_of(program, OUTPUT, evaluation) == [("warning", "Dropout(0.5)")]
    assert "Dropout" not in mended(program, OUTPUT, evaluation)


@pytest.mark.parametrize(
    "program",
    [
        sequential("Dense(8, 'relu')", "Dropout(0.5)", "Dense(1)"),
        sequential("Dense(8, 'relu')", "Dropout(0.5)", compiled=""),
        sequential("Dense(8, 'relu')", "Dropout(0.5)", compiled="")
        + "whole = keras.Sequential([keras.Input((20,)), model, Dense(1)])\n"
        + "whole.compile('adam', 'mse')\n",
        functional("x = Dense(8)(inputs)", "x = Dropout(0.5)(x)", "x = x * 2"),
        sequential("Dense(8)", "Dropout(0.5)", compiled="model.compile('adam', lambda y, p: p)"),
    ],
)
def test_dropout_elsewhere(program: str, evaluation: KerasEvaluation) -> None:
    assert said_of(program, OUTPUT, evaluation) == []


@pytest.mark.parametrize(
    ("rate", "severity"), [("0.95", "warning"), ("0.9", "warning"), ("0.8", "information")]
)
def test_a_rate_that_leaves_little(rate: str, severity: str, evaluation: KerasEvaluation) -> None:
    program = sequential("Dense(8, 'relu')", f"Dropout({rate})", "Dense(1)")
    assert said_of(program, RATE, evaluation) == [(severity, f"Dropout({rate})")]
    mended(program, RATE, evaluation)


TRIED = """
for rate in (0.1, 0.5, 0.9):
    model = keras.Sequential([keras.Input((20,)), Dense(8, "relu"), Dropout(rate), Dense(1)])
"""


@pytest.mark.parametrize(
    "program",
    [
        sequential("Dense(8, 'relu')", "Dropout(0.75)", "Dense(1)"),
        sequential("Dropout(0.9)", "Dense(8)"),  # parts of the input are hidden
        HEAD + TRIED,
    ],
)
def test_other_rates(program: str, evaluation: KerasEvaluation) -> None:
    assert said_of(program, RATE, evaluation) == []


def test_normalization_after_dropout(evaluation: KerasEvaluation) -> None:
    program = sequential("Dense(8, 'relu')", "Dropout(0.5)", "BatchNormalization()", "Dense(1)")
    assert said_of(program, AFTER_DROPOUT, evaluation) == [("information", "BatchNormalization()")]
    text = mended(program, AFTER_DROPOUT, evaluation)
    assert "BatchNormalization(),\n    Dropout(0.5),\n" in text


@pytest.mark.parametrize(
    "program",
    [
        sequential("Dense(8)", "BatchNormalization()", "Dropout(0.5)", "Dense(1)"),
        sequential("Dropout(0.5)", "Dense(8)", "BatchNormalization()", "Dense(1)"),
        sequential("Dropout(0)", "BatchNormalization()", "Dense(1)"),
        sequential("Dropout(0.5)", "BatchNormalization(trainable=False)", "Dense(1)"),
    ],
)
def test_normalization_in_order(program: str, evaluation: KerasEvaluation) -> None:
    assert said_of(program, AFTER_DROPOUT, evaluation) == []


@pytest.mark.parametrize(
    ("program", "line", "after"),
    [
        (
            sequential("Dense(8)", "BatchNormalization()", "ReLU()"),
            "Dense(8)",
            "Dense(8, use_bias=False)",
        ),
        (
            functional(
                "x = Conv2D(8, 3, use_bias=True)(inputs)",
                "x = BatchNormalization()(x)",
                shape="(9, 9, 3)",
            ),
            "x = Conv2D(8, 3, use_bias=True)(inputs)",
            "Conv2D(8, 3, use_bias=False)",
        ),
    ],
)
def test_a_bias_without_effect(
    program: str, line: str, after: str, evaluation: KerasEvaluation
) -> None:
    assert said_of(program, BIAS, evaluation) == [("information", line)]
    assert after in mended(program, BIAS, evaluation)


@pytest.mark.parametrize(
    "program",
    [
        sequential("Dense(8, use_bias=False)", "BatchNormalization()"),
        sequential("Dense(8, 'relu')", "BatchNormalization()"),
        sequential("Dense(8)", "LayerNormalization()"),
        sequential("Dense(8)", "BatchNormalization(trainable=False)"),
        sequential("Conv2D(8, 3)", "BatchNormalization(axis=1)", input_shape="(9, 9, 3)"),
        functional("h = Dense(8)(inputs)", "x = BatchNormalization()(h) + h"),
        sequential("Dense(8)", "ReLU()", "BatchNormalization()"),
    ],
)
def test_a_bias_with_effect(program: str, evaluation: KerasEvaluation) -> None:
    assert said_of(program, BIAS, evaluation) == []
