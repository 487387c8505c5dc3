"""The rule `logits-and-activation`: the loss and the last activation disagree about logits."""

from __future__ import annotations

from keras_lens.localization import translate
from keras_lens.models.analysis import Analysis
from keras_lens.rules.editing.arguments import argument_given
from keras_lens.rules.rule import Rule
from keras_lens.rules.training.changes import activation_changed, place_of_activation
from keras_lens.rules.training.judging import Judgement, Proposal, check_with
from keras_lens.rules.training.loss_changes import from_logits_removed, loss_call
from keras_lens.rules.views.activations import ACTIVATION_LAYERS, LINEAR
from keras_lens.rules.views.losses import BINARY, CROSSENTROPIES, OF_CLASSES, SPELLED
from keras_lens.rules.views.outputs import Output

IDENTIFIER = "logits-and-activation"

_EXPLANATION = """\
A crossentropy compares probabilities. It gets them in one of two ways:

- the last layer has `softmax` (one class out of several) or `sigmoid` (yes or no), and the loss is
  as it is: `from_logits=False`; or
- the last layer has **no** activation, its values are *logits*, and the loss is made with
  `from_logits=True`: it then applies `softmax` or `sigmoid` itself.

Both together squash the values twice: the loss never gets small. Neither leaves numbers below 0 and
above 1 where probabilities are expected; Keras cuts them off, the gradient is 0 there, and the loss
stands still or becomes `nan`. Keras raises no error (where it sees the `softmax` in its graph, it
warns and uses what comes before it).
"""

_BAD = """\
import keras
from keras.layers import Dense

model = keras.Sequential()
model.add(keras.Input(shape=(8,)))
model.add(Dense(16, activation="relu"))
model.add(Dense(3))
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
"""

_NO_PROBABILITIES = frozenset(
    {LINEAR, "elu", "gelu", "leaky_relu", "relu", "relu6", "selu", "silu", "softsign", "swish",
     "tanh"}
)  # fmt: skip
"""Activations whose values are not all between 0 and 1, and that nobody takes for shares."""


def _judge(analysis: Analysis, output: Output) -> Judgement | None:
    loss, name = output.loss, output.activation.name
    if loss.name not in CROSSENTROPIES or output.units is None:
        return None
    if loss.name in OF_CLASSES and (output.units < 2 or not loss.is_along_last_axis):
        return None
    span = place_of_activation(analysis, output.activation)
    if span is None:
        return None
    if loss.from_logits is True and name in ("softmax", "sigmoid"):
        return Judgement(
            span,
            translate(
                "from_logits=True says that the last layer has no activation, but it has {name}: it"
                " would be applied twice.",
                name=name,
            ),
            lambda: _one_of_two(analysis, output),
        )
    if loss.from_logits is False and name in _NO_PROBABILITIES:
        wanted = "sigmoid" if loss.name == BINARY else "softmax"
        return Judgement(
            span,
            _no_probabilities(SPELLED[loss.name], name, wanted),
            lambda: _one_of_none(analysis, output, wanted),
        )
    return None


def _no_probabilities(loss: str, activation: str, wanted: str) -> str:
    if activation == LINEAR:
        return translate(
            "{loss} expects probabilities, but the last layer has no activation, and gives other"
            " numbers too: it needs {wanted}, or the loss from_logits=True.",
            loss=loss,
            wanted=wanted,
        )
    return translate(
        "{loss} expects probabilities, but the last layer has the activation {activation}, and"
        " gives other numbers too: it needs {wanted}, or the loss from_logits=True.",
        loss=loss,
        activation=activation,
        wanted=wanted,
    )


def _one_of_two(analysis: Analysis, output: Output) -> list[Proposal]:
    name = output.activation.name
    layer = output.activation.layer
    is_layer = layer is not None and layer.class_name in (*ACTIVATION_LAYERS, "Activation")
    title = (
        translate("Remove the activation layer: the loss applies {name} itself", name=name)
        if is_layer
        else translate(
            'Change the activation to "linear": the loss applies {name} itself', name=name
        )
    )
    linear = activation_changed(analysis, output.activation, LINEAR)
    return [
        Proposal(
            translate("Remove from_logits=True: the loss takes what {name} gives", name=name),
            (from_logits_removed(analysis, output),),
            preferred=True,
        ),
        Proposal(title, linear),
    ]


def _one_of_none(analysis: Analysis, output: Output, wanted: str) -> list[Proposal]:
    effect = (
        translate("a probability from 0 to 1")
        if wanted == "sigmoid"
        else translate("{units} shares of 1", units=output.units)
    )
    title = (
        translate('Add activation="{name}": {effect}', name=wanted, effect=effect)
        if output.activation.name == LINEAR
        else translate('Change to activation="{name}": {effect}', name=wanted, effect=effect)
    )
    edit = activation_changed(analysis, output.activation, wanted)
    proposals = [Proposal(title, edit, preferred=True)]
    call = loss_call(analysis.file, output)
    if call is not None and output.activation.name == LINEAR:
        logits = argument_given(analysis.file, call, "from_logits", "True")
        title = translate("Add from_logits=True to the loss: it applies {name} itself", name=wanted)
        proposals.append(Proposal(title, (logits,)))
    return proposals


RULE = Rule(
    identifier=IDENTIFIER,
    severity="warning",
    summary="The loss and the last activation disagree about from_logits",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_BAD.replace("Dense(3)", 'Dense(3, activation="softmax")'),
    fixes=(
        "Add the missing `softmax` or `sigmoid`, or `from_logits=True`.",
        "Remove `from_logits=True`, or the activation.",
    ),
    check=check_with(IDENTIFIER, _judge),
)
