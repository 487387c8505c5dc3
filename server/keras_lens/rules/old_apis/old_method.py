"""The rule `old-method`: methods of models that Keras 3 does not have."""

from __future__ import annotations

from keras_lens.rules.old_apis.reporting import check_uses
from keras_lens.rules.old_apis.wording import method_message
from keras_lens.rules.rule import Rule

IDENTIFIER = "old-method"

_EXPLANATION = """\
`fit`, `evaluate` and `predict` take generators and data sets themselves, so `fit_generator` and its
kin are gone with Keras 3. Models have no `predict_classes` and `predict_proba` any more either:
`predict` gives the probabilities, and the class is the place of the largest one.

Keras 1 was told the length of an epoch in samples (`samples_per_epoch`), Keras 3 is told it in
batches (`steps_per_epoch`): such a call is not rewritten, as the size of a batch is not in it.
"""

_BAD = """\
import keras
import numpy as np

model = keras.Sequential([keras.Input(shape=(4,)), keras.layers.Dense(3, activation="softmax")])
classes = model.predict_classes(np.zeros((2, 4)))
"""

_GOOD = _BAD.replace(
    "predict_classes(np.zeros((2, 4)))", "predict(np.zeros((2, 4))).argmax(axis=-1)"
)


RULE = Rule(
    identifier=IDENTIFIER,
    severity="error",
    summary="A method that models had in older versions of Keras",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_GOOD,
    fixes=(
        "Call `fit`, `evaluate` or `predict`, with their arguments.",
        "Rewrite all old Keras in the file: offered if the models stay what was shown.",
    ),
    check=check_uses(IDENTIFIER, "method", method_message),
    raises=True,
)
