from __future__ import annotations

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation

from .programs import mended, said_of, sequential

POOLED, FLATTEN, MASK = "pooled-away", "flatten-dominates", "flattened-mask"
CONSTANT = "constant-kernel"
SMALL = ("Conv2D(8, 3, padding='same')", "MaxPooling2D(8)")


@pytest.mark.parametrize(
    "layer",
    [
        "Conv2D(8, 3, padding='same')",
        "MaxPooling2D(padding='same')",
        "SeparableConv2D(8, 3, padding='same')",
    ],
)
def test_nothing_is_left_to_look_at(layer: str, evaluation: KerasEvaluation) -> None:
    program = sequential(*SMALL, layer, "Flatten()", "Dense(1)", input_shape="(8, 8, 3)")
    assert said_of(program, POOLED, evaluation) == [("warning", layer)]


@pytest.mark.parametrize(
    "program",
    [
        sequential(*SMALL, "Conv2D(8, 1)", input_shape="(8, 8, 3)"),
        sequential(*SMALL, "Conv2D(8, 3, padding='same')", input_shape="(16, 16, 3)"),
        sequential("Conv2D(8, 3, padding='same')", input_shape="(1, 1, 3)"),
        sequential(*SMALL, "Conv2DTranspose(8, 3)", input_shape="(8, 8, 3)"),
        sequential(
            "Conv2D(8, 3)", "GlobalAveragePooling2D(keepdims=True)",
            "Conv2D(8, 3, padding='same')", input_shape="(8, 8, 3)",
        ),
        sequential("Conv2D(8, 3, padding='same')", input_shape="(None, None, 3)"),
    ],
)  # fmt: skip
def test_something_is_left(program: str, evaluation: KerasEvaluation) -> None:
    assert said_of(program, POOLED, evaluation) == []


def test_flatten_makes_most_of_the_parameters(evaluation: KerasEvaluation) -> None:
    program = sequential(
        "Conv2D(64, 3, activation='relu')", "Flatten()", "Dense(128, 'relu')", "Dense(10)",
        input_shape="(32, 32, 3)",
    )  # fmt: skip
    assert said_of(program, FLATTEN, evaluation) == [("information", "Flatten()")]
    assert "    GlobalAveragePooling2D(),\n" in mended(program, FLATTEN, evaluation)


@pytest.mark.parametrize(
    "program",
    [
        sequential("Flatten()", "Dense(4000, 'relu')", "Dense(10)", input_shape="(32, 32, 3)"),
        sequential("Conv2D(8, 3)", "Flatten()", "Dense(8)", input_shape="(32, 32, 3)"),
        sequential(
            "Conv2D(2, 3)", "Flatten()", "Dense(99)", "Dense(9999)", input_shape="(32, 32, 3)"
        ),
    ],
)
def test_flatten_is_not_the_matter(program: str, evaluation: KerasEvaluation) -> None:
    assert said_of(program, FLATTEN, evaluation) == []


EMBEDDING = "Embedding(100, 8, mask_zero=True)"


@pytest.mark.parametrize(
    ("layers", "severity", "line"),
    [
        ((EMBEDDING, "Conv1D(8, 3)", "LSTM(8)"), "warning", "Conv1D(8, 3)"),
        ((EMBEDDING, "Dropout(0.2)", "MaxPooling1D()", "GRU(8)"), "warning", "MaxPooling1D()"),
        ((EMBEDDING, "Flatten()", "Dense(1)"), "information", "Flatten()"),
    ],
)
def test_a_mask_is_lost(
    layers: tuple[str, ...], severity: str, line: str, evaluation: KerasEvaluation
) -> None:
    assert said_of(sequential(*layers), MASK, evaluation) == [(severity, line)]


@pytest.mark.parametrize(
    "layers",
    [
        (EMBEDDING, "LSTM(8)", "Dense(1)"),
        (EMBEDDING, "LSTM(8, return_sequences=True)", "GlobalAveragePooling1D()"),
        ("Embedding(100, 8)", "Conv1D(8, 3)", "LSTM(8)"),
        ("Embedding(100, 8)", "Flatten()", "Dense(1)"),
        (EMBEDDING, "LSTM(8)", "Reshape((4, 2))", "LSTM(8)"),
        (EMBEDDING, "Conv1D(8, 3)", "GlobalMaxPooling1D()", "Dense(1)"),
    ],
)
def test_no_mask_is_lost(layers: tuple[str, ...], evaluation: KerasEvaluation) -> None:
    assert said_of(sequential(*layers), MASK, evaluation) == []


@pytest.mark.parametrize(
    "layers",
    [
        ("Dense(8, 'relu', kernel_initializer='zeros')", "Dense(1)"),
        ("Dense(8, 'relu', kernel_initializer=keras.initializers.Zeros())", "Dense(1)"),
        ("Dense(8, kernel_initializer='ones')", "Dense(1, kernel_initializer='ones')"),
    ],
)
def test_constant_kernels(layers: tuple[str, ...], evaluation: KerasEvaluation) -> None:
    program = sequential(*layers)
    assert said_of(program, CONSTANT, evaluation) == [("warning", layers[0])]
    assert "kernel_initializer" not in mended(program, CONSTANT, evaluation).split("\n")[7]


@pytest.mark.parametrize(
    "program",
    [
        sequential("Dense(8, 'relu')", "Dense(1, kernel_initializer='zeros')"),
        sequential("Dense(8, 'relu', kernel_initializer='he_normal')", "Dense(1)"),
        sequential("Dense(8, 'relu', bias_initializer='zeros')", "Dense(1)"),
        sequential("Dense(8, 'relu', kernel_initializer='zeros')", "Dense(1)", compiled=""),
        sequential("Dense(8, 'relu', kernel_initializer='zeros')", "Dense(1)")
        + "model.layers[0].set_weights([np.ones((20, 8)), np.zeros(8)])\n",
    ],
)
def test_kernels_that_can_learn(program: str, evaluation: KerasEvaluation) -> None:
    assert said_of(program, CONSTANT, evaluation) == []


def test_a_kernel_that_is_told_apart_by_the_next_layer(evaluation: KerasEvaluation) -> None:
    line = "Dense(8, 'tanh', kernel_initializer='zeros')"
    program = sequential(line, "Dense(1)")
    assert said_of(program, CONSTANT, evaluation) == [("information", line)]
