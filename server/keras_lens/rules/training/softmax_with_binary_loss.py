"""The rule `softmax-with-binary-loss`: one class out of several, judged as separate answers."""

from __future__ import annotations

from keras_lens.localization import translate
from keras_lens.models.analysis import Analysis
from keras_lens.rules.rule import Rule
from keras_lens.rules.training.changes import activation_changed, place_of_setting
from keras_lens.rules.training.judging import Judgement, Proposal, check_with
from keras_lens.rules.training.loss_changes import loss_changed
from keras_lens.rules.views.losses import BINARY, CATEGORICAL
from keras_lens.rules.views.outputs import Output

IDENTIFIER = "softmax-with-binary-loss"

_EXPLANATION = """\
`binary_crossentropy` takes every unit as a yes or no of its own and averages over them. With
`softmax` the units are one distribution: exactly one class holds. With ten classes, nine tenths of
the loss then come from the classes that do *not* hold: it starts out small and teaches little, and
`binary_accuracy` says 0.9 for a model that has learned nothing.

- One class out of several: `categorical_crossentropy`.
- Several labels that may hold at once: `sigmoid` with `binary_crossentropy`.

Two units are left alone: there, the two losses are the same but for rounding. So are outputs for
every point of an image.
"""

_BAD = """\
import keras
from keras.layers import Dense

model = keras.Sequential()
model.add(keras.Input(shape=(8,)))
model.add(Dense(16, activation="relu"))
model.add(Dense(10, activation="softmax"))
model.compile(optimizer="adam", loss="binary_crossentropy")
"""


def _judge(analysis: Analysis, output: Output) -> Judgement | None:
    units, loss = output.units, output.loss
    if units is None or units < 3 or len(output.shape) != 2:
        return None
    if output.activation.name != "softmax" or loss.name != BINARY or loss.from_logits is not False:
        return None
    span = place_of_setting(analysis, output, "loss")
    if span is None:
        return None
    return Judgement(
        span,
        translate(
            "binary_crossentropy judges the {units} units one by one, but softmax makes one"
            " distribution of them. For one class out of several use categorical_crossentropy.",
            units=units,
        ),
        lambda: _proposals(analysis, output, units),
    )


def _proposals(analysis: Analysis, output: Output, units: int) -> list[Proposal]:
    loss = loss_changed(analysis, output, CATEGORICAL)
    sigmoid = activation_changed(analysis, output.activation, "sigmoid")
    return [
        Proposal(
            translate(
                "Change the loss to categorical_crossentropy: one of {units} classes holds",
                units=units,
            ),
            loss,
            preferred=True,
        ),
        Proposal(
            translate(
                'Change the activation to "sigmoid": each of the {units} labels may hold',
                units=units,
            ),
            sigmoid,
        ),
    ]


RULE = Rule(
    identifier=IDENTIFIER,
    severity="warning",
    summary="softmax over several classes with binary_crossentropy",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_BAD.replace("binary", "categorical"),
    fixes=(
        "Change the loss to `categorical_crossentropy`.",
        "Change the activation to `sigmoid`.",
    ),
    check=check_with(IDENTIFIER, _judge),
)
