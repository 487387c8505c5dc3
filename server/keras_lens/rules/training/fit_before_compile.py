"""The rule `fit-before-compile`: training or testing a model that has no loss and optimizer."""

from __future__ import annotations

from collections.abc import Iterator

from keras_lens.rules.findings import Finding
from keras_lens.rules.rule import Rule, RuleContext
from keras_lens.rules.training.faults import NOT_COMPILED, fault_finding, faults
from keras_lens.rules.views.feeding import model_of

_EXPLANATION = """\
`compile` tells a model what to minimise (`loss`) and how (`optimizer`). `fit`, `evaluate`,
`train_on_batch` and `test_on_batch` need both and raise `ValueError: You must call compile()
before using the model.` `predict` does not.

Each model has to be compiled itself: a copy (`clone_model`, `from_config`) and a model that is made
of the layers of another one are not.
"""

_BAD = """\
import keras
import numpy as np
from keras import layers

model = keras.Sequential([keras.Input(shape=(4,)), layers.Dense(1)])
model.fit(np.zeros((8, 4)), np.zeros((8, 1)))
"""

_GOOD = _BAD.replace("model.fit", 'model.compile(optimizer="adam", loss="mse")\nmodel.fit')


def check(context: RuleContext) -> Iterator[Finding]:
    """One finding for the first such call of each model: the others fail for the same reason."""
    told: set[int] = set()
    for fault in faults(context.analysis, NOT_COMPILED):
        if fault.feed.model_key in told:
            continue
        told.add(fault.feed.model_key)
        model = model_of(context.analysis, fault.feed)
        name = "The model" if model is None or model.variable is None else f"`{model.variable}`"
        variable = "model" if model is None else model.variable or "model"
        message = (
            f"{name} is not compiled before {fault.feed.method}(): it has no loss and no"
            f' optimizer. Call {variable}.compile(optimizer="adam", loss=...) first.'
        )
        yield fault_finding(context, fault, message, None)


RULE = Rule(
    identifier=NOT_COMPILED,
    severity="error",
    summary="A model is trained or tested before it is compiled",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_GOOD,
    fixes=(),
    check=check,
    raises=True,
)
