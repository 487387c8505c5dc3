"""The rule `one-label-for-several-units`: a loss for numbers that repeats the label in silence."""

from __future__ import annotations

from keras_lens.localization import translate
from keras_lens.models.analysis import Analysis
from keras_lens.rules.rule import Rule
from keras_lens.rules.training.changes import place_of_layer, units_changed
from keras_lens.rules.training.judging import Judgement, Proposal, check_with
from keras_lens.rules.views.labels import Labels, labels_of, may_be_yes_or_no
from keras_lens.rules.views.losses import REGRESSION
from keras_lens.rules.views.outputs import Output
from keras_lens.rules.views.wording import shape_text

IDENTIFIER = "one-label-for-several-units"

_EXPLANATION = """\
`mse`, `mae` and the other losses for numbers subtract the labels from the output, and TensorFlow
repeats an axis of length 1 to do so. With `Dense(10)` and labels of the shape `(samples, 1)` each
of the ten units is trained to give the *same* number. Keras says nothing: the model trains.

One number for each sample, or for each step of a sequence, is `Dense(1)`: the number of steps is an
axis of its own, and not that of the units.
"""

_BAD = """\
import keras
import numpy as np
from keras.layers import LSTM, Dense

model = keras.Sequential()
model.add(keras.Input(shape=(10, 1)))
model.add(LSTM(32, return_sequences=True))
model.add(Dense(10))
model.compile(optimizer="adam", loss="mse")
model.fit(np.random.rand(64, 10, 1), np.random.rand(64, 10, 1))
"""


def _judge(analysis: Analysis, output: Output) -> Judgement | None:
    last = output.activation.layer
    span = place_of_layer(analysis, last)
    if output.loss.name not in REGRESSION or span is None or last is None:
        return None
    if may_be_yes_or_no(analysis, output.model):
        return None
    for labels in labels_of(analysis, output):
        if _is_repeated(output, labels):
            return Judgement(
                span,
                translate(
                    "The model gives {output} for each sample, the labels are {label}: each of the"
                    " {units} units is compared with the same label.",
                    output=shape_text(output.shape[1:]),
                    label=shape_text(labels.of_one),
                    units=output.units,
                ),
                lambda: [
                    Proposal(
                        translate("Give the last layer one unit"),
                        (units_changed(analysis, last, 1),),
                        preferred=True,
                    )
                ],
            )
    return None


def _is_repeated(output: Output, labels: Labels) -> bool:
    """Whether the shapes differ in the last axis only, where the labels have one number."""
    given, wanted = output.shape[1:], labels.of_one
    return (
        not labels.is_refused
        and len(given) == len(wanted)
        and given[:-1] == wanted[:-1]
        and wanted[-1:] == (1,)
        and output.units is not None
        and output.units > 1
    )


RULE = Rule(
    identifier=IDENTIFIER,
    severity="warning",
    summary="Each of several units is compared with the same label",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_BAD.replace("Dense(10)", "Dense(1)"),
    fixes=("Give the last layer one unit.",),
    check=check_with(IDENTIFIER, _judge),
)
