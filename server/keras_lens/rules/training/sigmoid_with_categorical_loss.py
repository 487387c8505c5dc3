"""The rule `sigmoid-with-categorical-loss`: independent units, compared as a distribution."""

from __future__ import annotations

from keras_lens.localization import translate
from keras_lens.models.analysis import Analysis
from keras_lens.models.records import LayerApplication
from keras_lens.rules.rule import Rule
from keras_lens.rules.training.changes import activation_changed, place_of_activation
from keras_lens.rules.training.judging import Judgement, Proposal, check_with
from keras_lens.rules.training.loss_changes import loss_changed
from keras_lens.rules.views.losses import BINARY, CATEGORICAL, OF_CLASSES
from keras_lens.rules.views.outputs import Output
from keras_lens.rules.views.settings import number

IDENTIFIER = "sigmoid-with-categorical-loss"

_EXPLANATION = """\
`sigmoid` makes a probability of each unit on its own; they need not sum to 1. The categorical
crossentropies expect one distribution over the classes, as `softmax` gives it. Keras divides by the
sum in secret, so only the *ratio* of the units is trained: all of them may well stay near 1, or
near 0, and mean nothing.

- One class out of several: `softmax`.
- Several labels that may hold at once: `sigmoid` with `binary_crossentropy`.

Nothing is said of a model that guesses a word from words near it, whose output has as many units
as its `Embedding` has words (word2vec's CBOW): such a model is trained for its embedding, and its
output is thrown away, so that ratios are all that is wanted.
"""

_BAD = """\
import keras
from keras.layers import Dense

model = keras.Sequential()
model.add(keras.Input(shape=(8,)))
model.add(Dense(16, activation="relu"))
model.add(Dense(3, activation="sigmoid"))
model.compile(optimizer="adam", loss="categorical_crossentropy")
"""


def _judge(analysis: Analysis, output: Output) -> Judgement | None:
    units, loss = output.units, output.loss
    if units is None or units < 2 or output.activation.name != "sigmoid":
        return None
    if loss.name not in OF_CLASSES or loss.from_logits is not False or not loss.is_along_last_axis:
        return None
    span = place_of_activation(analysis, output.activation)
    if span is None or _is_trained_for_its_embedding(output, units):
        return None
    return Judgement(
        span,
        translate(
            "{units} sigmoid units are {units} separate answers, and a categorical loss expects one"
            " distribution over them: use softmax for one class out of several, or"
            " binary_crossentropy where several may hold at once.",
            units=units,
        ),
        lambda: _proposals(analysis, output, units),
    )


def _is_trained_for_its_embedding(output: Output, units: int) -> bool:
    """Whether the model gives a number for each word that it embeds, as word2vec does."""
    embedded = [
        layer
        for layer in output.model.layers
        if isinstance(layer, LayerApplication) and layer.class_name == "Embedding"
    ]
    return any(number(layer, "input_dim") == units for layer in embedded)


def _proposals(analysis: Analysis, output: Output, units: int) -> list[Proposal]:
    softmax = activation_changed(analysis, output.activation, "softmax")
    title = translate('Change the activation to "softmax": the {units} units sum to 1', units=units)
    proposals = [Proposal(title, softmax, preferred=True)]
    if output.loss.name == CATEGORICAL:
        loss = loss_changed(analysis, output, BINARY)
        title = translate(
            "Change the loss to binary_crossentropy: each unit is a yes or no of its own"
        )
        proposals.append(Proposal(title, loss))
    return proposals


RULE = Rule(
    identifier=IDENTIFIER,
    severity="warning",
    summary="Several sigmoid units with a categorical loss",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_BAD.replace("sigmoid", "softmax"),
    fixes=(
        "Change the activation to `softmax`.",
        "Change the loss to `binary_crossentropy`.",
    ),
    check=check_with(IDENTIFIER, _judge),
)
