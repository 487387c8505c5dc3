"""A rule that knows the cause speaks, and those that see only what comes of it are silent."""

from __future__ import annotations

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.rules.registry import IDENTIFIERS, RULES, with_more_specific

from .checked import findings_in

IMAGES = """\
import keras
import numpy as np
from keras import layers

model = keras.Sequential()
model.add(keras.Input(shape=(28, 28, 1)))
model.add(layers.Dense(10, activation="softmax"))
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
model.fit(np.random.rand(32, 28, 28, 1), np.random.randint(0, 10, size=(32,)))
"""
ONE_HOT = """\
import keras
import numpy as np
from keras import layers

model = keras.Sequential()
model.add(keras.Input(shape=(6,)))
model.add(layers.Dense(10, activation="softmax"))
model.compile(optimizer="adam", loss="categorical_crossentropy")
model.fit(np.random.rand(32, 6), np.random.randint(0, 10, size=(32,)))
"""
CAUSES = {
    "dense-before-flatten": (IMAGES, 'model.add(layers.Dense(10, activation="softmax"))'),
    "labels-and-loss": (ONE_HOT, 'optimizer="adam", loss="categorical_crossentropy")'),
}


@pytest.mark.parametrize("rule", CAUSES)
def test_the_cause_is_told_alone(rule: str, evaluation: KerasEvaluation) -> None:
    assert [one.rule for one in findings_in(CAUSES[rule][0], evaluation)] == [rule]


@pytest.mark.parametrize("rule", CAUSES)
def test_a_cause_that_is_not_shown_keeps_the_others_silent(
    rule: str, evaluation: KerasEvaluation
) -> None:
    program, line = CAUSES[rule]
    assert line in program
    ignored = program.replace(line, f"{line}  # keras-lens: ignore[{rule}]")
    assert findings_in(ignored, evaluation) == []
    assert findings_in(program, evaluation, {rule: "off"}) == []


def test_an_ignore_for_a_rule_that_is_off_is_not_called_unused(
    evaluation: KerasEvaluation,
) -> None:
    rule = "labels-and-loss"
    program = f"{ONE_HOT}print(model)  # keras-lens: ignore[{rule}]\n"
    assert [one.rule for one in findings_in(program, evaluation)] == [rule, "unused-ignore"]
    assert findings_in(program, evaluation, {rule: "off"}) == []


def test_rules_come_behind_those_that_they_yield_to() -> None:
    ordered = [rule.identifier for rule in with_more_specific(IDENTIFIERS)]
    assert sorted(ordered) == sorted(IDENTIFIERS)
    for rule in RULES:
        for other in rule.yields_to:
            assert ordered.index(other) < ordered.index(rule.identifier)
    assert ordered[-1] == "unused-ignore"


def test_only_what_is_needed_runs() -> None:
    assert [rule.identifier for rule in with_more_specific({"output-keeps-spatial-axes"})] == [
        "dense-before-flatten",
        "output-keeps-spatial-axes",
    ]
