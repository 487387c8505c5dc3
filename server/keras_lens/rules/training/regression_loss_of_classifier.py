"""The rule `regression-loss-of-classifier`: a squared error between classes."""

from __future__ import annotations

from keras_lens.localization import translate
from keras_lens.models.analysis import Analysis
from keras_lens.rules.rule import Rule
from keras_lens.rules.training.changes import place_of_setting
from keras_lens.rules.training.judging import Judgement, Proposal, check_with
from keras_lens.rules.training.loss_changes import loss_changed
from keras_lens.rules.views.labels import are_numbers_of_classes
from keras_lens.rules.views.losses import CATEGORICAL, SPARSE, SPELLED, SQUARED_OR_ABSOLUTE
from keras_lens.rules.views.outputs import Output

IDENTIFIER = "regression-loss-of-classifier"

_EXPLANATION = """\
The squared (or absolute) error is made for numbers that may be anything. Behind `softmax`, where
the labels are classes, it learns slowly: the gradient is nearly 0 exactly where the model is most
surely wrong. A crossentropy is made for it: `categorical_crossentropy` for one-hot labels,
`sparse_categorical_crossentropy` for whole numbers.

Said only where the metrics count right classes. A model that learns the probabilities of another
one (distillation) is left alone.
"""

_BAD = """\
import keras
from keras.layers import Dense

model = keras.Sequential()
model.add(keras.Input(shape=(8,)))
model.add(Dense(16, activation="relu"))
model.add(Dense(3, activation="softmax"))
model.compile(optimizer="adam", loss="mse", metrics=["accuracy"])
"""

_COUNTS_CLASSES = frozenset(
    {"accuracy", "categoricalaccuracy", "sparsecategoricalaccuracy", "topkcategoricalaccuracy"}
)


def _judge(analysis: Analysis, output: Output) -> Judgement | None:
    units = output.units
    if units is None or units < 2 or output.activation.name != "softmax":
        return None
    if output.loss.name not in SQUARED_OR_ABSOLUTE or len(output.shape) != 2:
        return None
    if not any(metric.name in _COUNTS_CLASSES for metric in output.metrics):
        return None
    span = place_of_setting(analysis, output, "loss")
    if span is None:
        return None
    wanted = SPARSE if are_numbers_of_classes(analysis, output.model) else CATEGORICAL
    return Judgement(
        span,
        translate(
            "A loss for numbers on {units} classes: behind softmax it hardly learns where the model"
            " is most wrong. {loss} is made for classes.",
            units=units,
            loss=SPELLED[wanted],
        ),
        lambda: [
            Proposal(
                translate("Change the loss to {loss}", loss=SPELLED[wanted]),
                loss_changed(analysis, output, wanted),
                preferred=True,
            )
        ],
    )


RULE = Rule(
    identifier=IDENTIFIER,
    severity="warning",
    summary="A squared or absolute error as the loss of a classifier",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_BAD.replace('"mse"', '"categorical_crossentropy"'),
    fixes=("Change the loss to the crossentropy that fits the labels.",),
    check=check_with(IDENTIFIER, _judge),
)
