"""Summaries equal what the programs of `summary_programs.py` print into a file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.evaluation.outcomes import Refusal, Summary
from keras_lens.evaluation.questions import Settings, Summarize
from keras_lens.evaluation.terms import LayerRecipe, ModelRecipe, ModelTerm, Term

from .asking import call, called, layer, recipe, tensor, term

MARK = "### "


def summary(of: ModelRecipe, settings: Settings | None = None, **options: Term) -> Summarize:
    return Summarize(of, tuple(options.items()), settings or Settings())


def images(name: str = "input_layer") -> tuple[Term, str]:
    return call("Input", (28, 28, 1)), name


def features(number: int = 8) -> tuple[Term, str]:
    return call("Input", (number,)), "input_layer"


ENCODER = recipe(
    "encoder", images(), (layer("Conv2D", 8, 3), "conv2d"), input_shape=(None, 28, 28, 1)
)
INNER = recipe("inner", (layer("Dense", 4), "dense"), (layer("Dense", 2), "dense_1"))
LONG_NAME = "a_model_with_a_name_that_is_so_long_that_it_does_not_fit_a_line_of_a_terminal[bold]"

QUESTIONS: dict[str, Summarize] = {
    "founding_example": summary(
        recipe(
            "sequential",
            images(),
            (layer("Dense", units=64, activation="relu", input_shape=(28, 28, 1)), "dense"),
            (layer("Flatten"), "flatten"),
            (layer("Dense", units=10, activation="relu"), "dense_1"),
            input_shape=(None, 28, 28, 1),
        )
    ),
    "workaround": summary(
        recipe(
            "sequential",
            LayerRecipe(0, images()[0], "input_layer", True),
            LayerRecipe(1, layer("Dense", 1, use_bias=False), "dense", False),
            LayerRecipe(2, layer("Flatten"), "flatten", True),
            LayerRecipe(3, layer("Dense", 64), "dense_1", True),
            LayerRecipe(4, layer("Dense", 10), "dense_2", True),
            input_shape=(None, 28, 28, 1),
        )
    ),
    "unbuilt": summary(
        recipe(
            "sequential",
            (layer("Dense", 4), "dense"),
            (layer("Dropout", 0.5), "dropout"),
            (layer("Dense", 5), "dense_1"),
        )
    ),
    "empty": summary(recipe("nothing")),
    "built_later": summary(
        recipe(
            "sequential",
            (layer("Dense", 4, name="first"), "first"),
            (layer("BatchNormalization"), "batch_normalization"),
            input_shape=(None, 8),
        )
    ),
    "partly_built": summary(
        recipe(
            "sequential",
            LayerRecipe(0, layer("Dense", 4), "dense", True, called(tensor(None, 3))),
            LayerRecipe(1, layer("Dense", 5), "dense_1", True),
        )
    ),
    "frozen_model": summary(
        recipe(
            "sequential",
            LayerRecipe(0, features()[0], "input_layer", False),
            LayerRecipe(1, layer("Dense", 4), "dense", False, called(tensor(None, 8))),
            LayerRecipe(
                2,
                layer("BatchNormalization"),
                "batch_normalization",
                False,
                called(tensor(None, 4)),
            ),
            LayerRecipe(3, layer("Dense", 1), "dense_1", False, called(tensor(None, 4))),
            input_shape=(None, 8),
            trainable=False,
        )
    ),
    "frozen_layer": summary(
        recipe(
            "sequential",
            LayerRecipe(0, features()[0], "input_layer", True),
            LayerRecipe(1, layer("Dense", 4), "dense", False, called(tensor(None, 8))),
            LayerRecipe(2, layer("Dense", 1), "dense_1", True, called(tensor(None, 4))),
            input_shape=(None, 8),
        ),
        show_trainable=True,
    ),
    "nested": summary(
        recipe(
            "sequential",
            images("input_layer_1"),
            (ModelTerm(ENCODER), "encoder"),
            (layer("Flatten"), "flatten"),
            (layer("Dense", 3), "dense"),
            input_shape=(None, 28, 28, 1),
        ),
        expand_nested=True,
    ),
    "nested_and_unbuilt": summary(
        recipe("outer", (ModelTerm(INNER), "inner"), (layer("Dense", 3), "dense_2")),
        expand_nested=True,
    ),
    "shared": summary(
        recipe(
            "sequential",
            LayerRecipe(0, features()[0], "input_layer", True),
            LayerRecipe(1, layer("Dense", 8), "twice", True, called(tensor(None, 8))),
            LayerRecipe(2, layer("ReLU"), "re_lu", True),
            LayerRecipe(1, layer("Dense", 8), "twice", True, called(tensor(None, 8))),
            input_shape=(None, 8),
        )
    ),
    "wrapped": summary(
        recipe(
            "sequential",
            (call("Input", (10, 4)), "input_layer"),
            (layer("Bidirectional", layer("LSTM", 8)), "bidirectional"),
            (layer("Dense", 1, activation="sigmoid"), "dense"),
            input_shape=(None, 10, 4),
        ),
        line_length=100,
    ),
    "mixed_precision": summary(
        recipe(
            "sequential",
            features(),
            (layer("Dense", 4, dtype="float64"), "dense"),
            (layer("Dense", 1000), "dense_1"),
            input_shape=(None, 8),
        ),
        Settings(dtype_policy="mixed_float16"),
    ),
    "long_and_odd_names": summary(
        recipe(
            LONG_NAME,
            features(),
            (layer("Dense", 4), "[red]a_layer_with_a_name_longer_than_its_column[:red]"),
            input_shape=(None, 8),
        )
    ),
}


@pytest.fixture(scope="module")
def printed() -> dict[str, str]:
    """What each program prints, by its name."""
    variables = {
        "KERAS_BACKEND": "tensorflow",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "CUDA_VISIBLE_DEVICES": "-1",
        "PYTHONIOENCODING": "utf-8",
    }
    finished = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("summary_programs.py"))],
        env={**os.environ, **variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    _, *parts = finished.stdout.split(MARK)
    return {name: text for name, _, text in (part.partition("\n") for part in parts)}


@pytest.mark.parametrize("program", QUESTIONS)
def test_a_summary_is_what_the_program_prints(
    keras: KerasEvaluation, printed: dict[str, str], program: str
) -> None:
    outcome = keras.ask(QUESTIONS[program])
    assert isinstance(outcome, Summary), outcome
    assert outcome.text == printed[program]


def test_every_program_is_described(printed: dict[str, str]) -> None:
    assert printed.keys() == QUESTIONS.keys()


def test_a_print_function_changes_nothing(keras: KerasEvaluation) -> None:
    described = recipe("m", features(), (layer("Dense", 4), "dense"), input_shape=(None, 8))
    plain = keras.ask(summary(described))
    assert keras.ask(summary(described, print_fn=None)) == plain


def test_a_model_that_does_not_fit_together_is_refused(keras: KerasEvaluation) -> None:
    described = recipe("m", features(), (layer("Conv2D", 4, 3), "conv2d"), input_shape=(None, 8))
    outcome = keras.ask(summary(described))
    assert isinstance(outcome, Refusal)
    assert (outcome.exception, outcome.phase) == ("ValueError", "build")


def test_options_that_keras_refuses(keras: KerasEvaluation) -> None:
    described = recipe("m", features(), (layer("Dense", 4), "dense"), input_shape=(None, 8))
    outcome = keras.ask(summary(described, positions=term([0.01, 0.02, 0.03])))
    assert isinstance(outcome, Refusal)
    assert outcome.phase == "summarize"
