"""The rule `units-and-classes`: the last layer has more or less units than there are classes."""

from __future__ import annotations

from keras_lens.models.analysis import Analysis
from keras_lens.rules.rule import Rule
from keras_lens.rules.training.changes import place_of_layer, units_changed
from keras_lens.rules.training.judging import Judgement, Proposal, check_with
from keras_lens.rules.views.labels import Labels, labels_of
from keras_lens.rules.views.losses import BINARY, CATEGORICAL, SPARSE
from keras_lens.rules.views.outputs import Output
from keras_lens.rules.views.refusal_words import words_of

IDENTIFIER = "units-and-classes"

_EXPLANATION = """\
The last layer of a classifier has one unit for each class: ten digits, `Dense(10)`. Labels count
from 0, so with the classes 1 to 10 it needs eleven units, or the labels have to start at 0.

With one-hot labels Keras raises an error if the numbers differ. With
`sparse_categorical_crossentropy` and too few units a label has no unit: TensorFlow raises an error
in the midst of training, or on a GPU the loss becomes `nan`. One unit with `binary_crossentropy` is
for two classes; with more of them the model trains, and learns nonsense.
"""

_BAD = """\
import keras
import numpy as np
from keras.layers import Dense

labels = keras.utils.to_categorical(np.random.randint(0, 6, size=(32,)), 6)

model = keras.Sequential()
model.add(keras.Input(shape=(4,)))
model.add(Dense(16, activation="relu"))
model.add(Dense(5, activation="softmax"))
model.compile(optimizer="adam", loss="categorical_crossentropy")
model.fit(np.random.rand(32, 4), labels)
"""


def judge(analysis: Analysis, output: Output) -> Judgement | None:
    units, last = output.units, output.activation.layer
    span = place_of_layer(analysis, last)
    if units is None or span is None or last is None or len(output.shape) != 2:
        return None
    for labels in labels_of(analysis, output):
        classes = _classes(labels)
        if classes is None or not _do_not_fit(output, labels, units, classes):
            continue
        return Judgement(
            span,
            f"The labels have {classes} classes, but the last layer has"
            f" {units} unit{'' if units == 1 else 's'}: {_consequence(output)}.",
            lambda wanted=classes: _proposals(analysis, output, wanted),  # type: ignore[misc]
            severity="error" if labels.is_refused else "warning",
            details=words_of(labels.feed.refusal) if labels.is_refused else "",
        )
    return None


def _classes(labels: Labels) -> int | None:
    """How many classes there surely are."""
    contents = labels.tensor.contents
    if contents.encoding == "one-hot" and len(labels.of_one) == 1:
        columns = labels.of_one[0]
        return columns if isinstance(columns, int) else None
    return labels.tensor.all_classes


def _do_not_fit(output: Output, labels: Labels, units: int, classes: int) -> bool:
    is_one_hot = labels.tensor.contents.encoding == "one-hot"
    match output.loss.name:
        case loss if loss == CATEGORICAL:
            return is_one_hot and labels.is_refused and units > 1 and units != classes
        case loss if loss == SPARSE:
            return not is_one_hot and 1 < units < classes
        case loss if loss == BINARY:
            return not is_one_hot and units == 1 and classes > 2
    return False


def _consequence(output: Output) -> str:
    if output.loss.name == CATEGORICAL:
        return "each class needs a unit of its own"
    if output.loss.name == SPARSE:
        return "some labels have no unit, and training fails there"
    return "one unit can tell two classes apart"


def _proposals(analysis: Analysis, output: Output, classes: int) -> list[Proposal]:
    if output.loss.name == BINARY:
        return []
    edit = units_changed(analysis, output.activation.layer, classes)
    return [Proposal(f"Give the last layer {classes} units", (edit,), preferred=True)]


RULE = Rule(
    identifier=IDENTIFIER,
    severity="error",
    summary="The last layer has another number of units than there are classes",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_BAD.replace("Dense(5", "Dense(6"),
    fixes=("Give the last layer one unit for each class.",),
    check=check_with(IDENTIFIER, judge),
    raises=True,
)
