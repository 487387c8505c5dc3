"""The rule `categorical-loss-of-one-unit`: a loss that compares classes, and one unit only."""

from __future__ import annotations

from keras_lens.localization import translate
from keras_lens.models.analysis import Analysis
from keras_lens.rules.rule import Rule
from keras_lens.rules.training.changes import activation_changed, place_of_setting
from keras_lens.rules.training.judging import Judgement, Proposal, check_with
from keras_lens.rules.training.loss_changes import loss_changed
from keras_lens.rules.views.activations import UNKNOWN
from keras_lens.rules.views.losses import BINARY, CATEGORICAL, OF_CLASSES
from keras_lens.rules.views.outputs import Output
from keras_lens.rules.views.wording import shape_text

IDENTIFIER = "categorical-loss-of-one-unit"

_EXPLANATION = """\
The categorical losses compare classes along the last axis: each class has a unit of its own. With
one unit there is one class, and it is always the right one: `categorical_crossentropy` divides the
unit by itself, takes the logarithm of 1, and the loss is 0 from the start.
`sparse_categorical_crossentropy` knows the label 0 only: a label 1 raises an error (or gives `nan`
on a GPU).

For one yes or no: one unit with `sigmoid`, and `binary_crossentropy`.
"""

_BAD = """\
import keras
from keras.layers import Dense

model = keras.Sequential()
model.add(keras.Input(shape=(8,)))
model.add(Dense(16, activation="relu"))
model.add(Dense(1, activation="sigmoid"))
model.compile(optimizer="adam", loss="categorical_crossentropy")
"""


def _judge(analysis: Analysis, output: Output) -> Judgement | None:
    if output.units != 1 or output.loss.name not in OF_CLASSES:
        return None
    if output.activation.name == "softmax" or not output.loss.is_along_last_axis:
        return None
    span = place_of_setting(analysis, output, "loss")
    if span is None:
        return None
    return Judgement(span, _message(output), lambda: _proposals(analysis, output))


def _message(output: Output) -> str:
    shape = shape_text(output.shape)
    if output.loss.name == CATEGORICAL:
        return translate(
            "A categorical loss compares classes, but the output {shape} has one unit: the loss is"
            " 0 from the start and nothing is learned. For yes or no use binary_crossentropy.",
            shape=shape,
        )
    return translate(
        "A categorical loss compares classes, but the output {shape} has one unit: it knows the"
        " label 0 only. For yes or no use binary_crossentropy.",
        shape=shape,
    )


def _proposals(analysis: Analysis, output: Output) -> list[Proposal]:
    loss = loss_changed(analysis, output, BINARY)
    if output.activation.name in ("sigmoid", "hard_sigmoid", UNKNOWN) or output.loss.from_logits:
        title = translate("Change the loss to binary_crossentropy: one probability against 0 or 1")
        return [Proposal(title, loss, preferred=True)]
    sigmoid = activation_changed(analysis, output.activation, "sigmoid")
    title = translate("Use binary_crossentropy and sigmoid: one probability against 0 or 1")
    return [Proposal(title, (*loss, *sigmoid), preferred=True)]


RULE = Rule(
    identifier=IDENTIFIER,
    severity="warning",
    summary="A categorical loss and one output unit",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_BAD.replace("categorical", "binary"),
    fixes=("Change the loss to `binary_crossentropy`, with `sigmoid` as last activation.",),
    check=check_with(IDENTIFIER, _judge),
)
