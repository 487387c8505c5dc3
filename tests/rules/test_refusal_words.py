"""Keras's own words, without names that only the evaluator's tensors have."""

from __future__ import annotations

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from tests.rules.checked import findings_in

PROGRAM = """\
import keras
import numpy as np

model = keras.Sequential([keras.Input((784,)), keras.layers.Dense(10)])
model.compile(loss="mse")
model.fit(np.zeros((64, 28, 28)), np.zeros((64, 10)))
"""


def test_an_input_is_not_called_by_the_evaluators_name(evaluation: KerasEvaluation) -> None:
    (finding,) = findings_in(PROGRAM, evaluation)
    assert finding.details.startswith(
        "ValueError: Invalid input shape for input. Expected shape (None, 784)"
    )
