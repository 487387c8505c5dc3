"""The rule `softmax-of-one-unit`: an output that is always 1."""

from __future__ import annotations

from keras_lens.localization import translate
from keras_lens.models.analysis import Analysis
from keras_lens.rules.rule import Rule
from keras_lens.rules.training.changes import (
    activation_changed,
    place_of_activation,
    setting_node,
    units_changed,
)
from keras_lens.rules.training.judging import Judgement, Proposal, check_with
from keras_lens.rules.training.loss_changes import loss_changed
from keras_lens.rules.views.losses import BINARY, OF_CLASSES, SPARSE
from keras_lens.rules.views.outputs import Output
from keras_lens.rules.views.wording import shape_text

IDENTIFIER = "softmax-of-one-unit"

_EXPLANATION = """\
`softmax` divides each unit's exponential by the sum over all units of the last axis. With one unit
that is the same number twice: the output is always 1.0, whatever comes in, and its gradient is 0.
Nothing is learned, and Keras says nothing.

For one yes or no, one unit has the activation `sigmoid` and the loss is `binary_crossentropy`. Or
there are two units with `softmax`, one for each answer, and `sparse_categorical_crossentropy`.
"""

_BAD = """\
import keras
from keras.layers import Dense

model = keras.Sequential()
model.add(keras.Input(shape=(8,)))
model.add(Dense(16, activation="relu"))
model.add(Dense(1, activation="softmax"))
model.compile(optimizer="adam", loss="binary_crossentropy")
"""


def _judge(analysis: Analysis, output: Output) -> Judgement | None:
    if output.units != 1 or output.activation.name != "softmax":
        return None
    if output.compiled is None and units_changed(analysis, output.activation.maker, 2) is None:
        return None
    span = place_of_activation(analysis, output.activation)
    if span is None:
        return None
    return Judgement(
        span,
        translate(
            "softmax over one unit is always 1.0: {shape} has one value to share out. For yes or no"
            " use sigmoid, for several classes one unit each.",
            shape=shape_text(output.shape),
        ),
        lambda: _proposals(analysis, output),
    )


def _proposals(analysis: Analysis, output: Output) -> list[Proposal]:
    sigmoid = activation_changed(analysis, output.activation, "sigmoid")
    if output.loss.name in OF_CLASSES:
        title = translate(
            'Use sigmoid and the loss "binary_crossentropy": a probability from 0 to 1'
        )
        proposals = [Proposal(title, (*sigmoid, *loss_changed(analysis, output, BINARY)), True)]
    else:
        title = translate('Change the activation to "sigmoid": a probability from 0 to 1')
        proposals = [Proposal(title, sigmoid, preferred=True)]
    if setting_node(analysis.file, output, "loss") is not None and output.loss.name:
        two = units_changed(analysis, output.activation.maker, 2)
        edits = [two]
        if output.loss.name != SPARSE:
            edits += loss_changed(analysis, output, SPARSE)
        shape = shape_text((*output.shape[:-1], 2))
        title = translate(
            "Use two units and sparse_categorical_crossentropy, labels 0 and 1: {shape}",
            shape=shape,
        )
        proposals.append(Proposal(title, tuple(edits)))
    return proposals


RULE = Rule(
    identifier=IDENTIFIER,
    severity="warning",
    summary="softmax over one unit: the output is always 1.0",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_BAD.replace("softmax", "sigmoid"),
    fixes=(
        "Change the activation to `sigmoid` (and a categorical loss to `binary_crossentropy`).",
        "Use two units and `sparse_categorical_crossentropy`.",
    ),
    check=check_with(IDENTIFIER, _judge),
)
