"""The rule `training-refused`: whatever else Keras has against the first step of training."""

from __future__ import annotations

from collections.abc import Iterator

from keras_lens.localization import translate
from keras_lens.rules.findings import Finding
from keras_lens.rules.rule import Rule, RuleContext
from keras_lens.rules.training.faults import OTHER, Fault, fault_finding, faults
from keras_lens.rules.views.refusal_words import first_words_of

_EXPLANATION = """\
Before the first step, Keras calls the model, its metrics and its loss on a batch without numbers,
to see that the shapes go together. Keras Lens asks the installed Keras to do the same. Where it
raises something that no other rule explains, its own words stand here: a metric that is not made
for such labels, labels that are missing.
"""

_BAD = """\
import keras
import numpy as np
from keras import layers

model = keras.Sequential([keras.Input(shape=(4,)), layers.Dense(1)])
model.compile(optimizer="adam", loss="mean_squared_error")
model.fit(np.zeros((8, 4)))
"""


def check(context: RuleContext) -> Iterator[Finding]:
    """A finding for each first step that Keras refuses and no other rule explains."""
    for fault in faults(context.analysis, OTHER):
        yield fault_finding(context, fault, _message(fault), None)


def _message(fault: Fault) -> str:
    method = fault.feed.method
    if fault.y is None:
        return translate(
            "{method}() is given no labels, but the model's loss compares its output with them.",
            method=method,
        )
    said = first_words_of(fault.refusal) if fault.refusal is not None else ""
    if fault.refusal is not None and fault.refusal.phase == "metrics":
        return translate(
            "Keras refuses this in the first step of {method}(), in the metrics: {words}.",
            method=method,
            words=said,
        )
    return translate(
        "Keras refuses this in the first step of {method}(), in the loss: {words}.",
        method=method,
        words=said,
    )


RULE = Rule(
    identifier=OTHER,
    severity="error",
    summary="Keras refuses the first step of training",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_BAD.replace("(8, 4)))", "(8, 4)), np.zeros((8, 1)))"),
    fixes=(),
    check=check,
    raises=True,
)
