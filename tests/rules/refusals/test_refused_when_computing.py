"""What Keras lets pass while a model is built, and refuses when the model computes."""

from __future__ import annotations

from pathlib import Path

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation

from .test_refusals import found_in, run_by_keras


def attention(layer: str, query: int, value: int) -> str:
    return f"""\
a, b = Input((4, {query})), Input((6, {value}))
m = keras.Model([a, b], layers.{layer}()([a, b]))
m.predict([np.zeros((2, 4, {query})), np.zeros((2, 6, {value}))], verbose=0)
"""


def with_state(layer: str, width: int) -> str:
    states = "[s, s]" if layer == "LSTM" else "s"
    return f"""\
x, s = Input((None, 5)), Input(({width},))
m = keras.Model([x, s], {layer}(8)(x, initial_state={states}))
m.predict([np.zeros((2, 3, 5)), np.zeros((2, {width}))], verbose=0)
"""


REFUSED = {
    attention("Attention", 8, 9): "attention-input",
    attention("AdditiveAttention", 8, 9): "attention-input",
    with_state("LSTM", 16): "incompatible-input",
    with_state("GRU", 16): "incompatible-input",
    with_state("SimpleRNN", 16): "incompatible-input",
}
RUN = [
    attention("Attention", 8, 8),
    attention("AdditiveAttention", 8, 8),
    with_state("LSTM", 8),
    with_state("GRU", 8),
    with_state("SimpleRNN", 8),
]


@pytest.mark.parametrize("program", REFUSED)
def test_it_is_said_where_the_model_is_built(program: str, evaluation: KerasEvaluation) -> None:
    [finding] = found_in(program, evaluation)[1]
    assert (finding.rule, finding.severity) == (REFUSED[program], "error")
    assert finding.span.start.line == 4


@pytest.mark.parametrize("program", RUN)
def test_nothing_is_said_of_what_runs(program: str, evaluation: KerasEvaluation) -> None:
    assert found_in(program, evaluation)[1] == []


def test_keras_agrees(tmp_path: Path) -> None:
    assert run_by_keras(list(REFUSED), tmp_path) == [False] * len(REFUSED)
    assert run_by_keras(RUN, tmp_path) == [True] * len(RUN)
