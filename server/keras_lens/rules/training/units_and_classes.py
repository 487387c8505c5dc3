"""The rule `units-and-classes`: the last layer has more or less units than there are classes."""

from __future__ import annotations

from keras_lens.localization import translate
from keras_lens.models.analysis import Analysis
from keras_lens.rules.rule import Rule
from keras_lens.rules.training.changes import place_of_layer, units_changed
from keras_lens.rules.training.judging import Judgement, Proposal, check_with
from keras_lens.rules.views.feeding import argument_of
from keras_lens.rules.views.labels import Labels, highest_at_least, labels_of
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

`to_categorical` makes a column for each number up to the largest label: of the codes of letters, 97
to 122, it makes 123. Subtract the lowest one first, or count the classes with
`np.unique(labels, return_inverse=True)`.
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


def _judge(analysis: Analysis, output: Output) -> Judgement | None:
    units, last = output.units, output.activation.layer
    span = place_of_layer(analysis, last)
    if units is None or span is None or last is None or len(output.shape) != 2:
        return None
    for labels in labels_of(analysis, output):
        classes = _classes(output, labels, units)
        if classes is None:
            continue
        is_refused = labels.is_refused or _ends_training(output, labels)
        return Judgement(
            span,
            _message(output, labels, units, classes),
            lambda wanted=classes: _proposals(analysis, output, wanted),  # type: ignore[misc]
            severity="error" if is_refused else "warning",
            details=words_of(labels.feed.refusal) if labels.is_refused else "",
        )
    return None


def _classes(output: Output, labels: Labels, units: int) -> int | None:
    """How many classes there surely are, where the units do not fit them."""
    if labels.tensor.contents.encoding == "one-hot":
        columns = labels.of_one[0] if len(labels.of_one) == 1 else None
        if not isinstance(columns, int) or units in (1, columns) or not labels.is_refused:
            return None
        return columns if output.loss.name == CATEGORICAL else None
    bound = {SPARSE: units, BINARY: 2}.get(output.loss.name)
    if bound is None or (units == 1) != (output.loss.name == BINARY):
        return None
    if output.loss.argument("ignore_class", 1, default=None) is not None:
        return None
    highest = highest_at_least(labels.tensor, bound)
    return None if highest is None else highest + 1


def _ends_training(output: Output, labels: Labels) -> bool:
    """Whether TensorFlow raises at a label beyond the units, as it does on a processor."""
    is_whole = argument_of(labels.feed, "steps_per_epoch") is None
    return output.loss.name == SPARSE and is_whole


def _message(output: Output, labels: Labels, units: int, classes: int) -> str:
    are_counted = (
        labels.tensor.all_classes is not None or labels.tensor.contents.classes is not None
    )
    said = (
        translate("The labels have {classes} classes", classes=classes)
        if are_counted
        else translate("The labels go up to {highest}", highest=classes - 1)
    )
    if output.loss.name == CATEGORICAL:
        return translate(
            "{labels}, but the last layer has {units} units: each class needs a unit of its own.",
            labels=said,
            units=units,
        )
    if output.loss.name == SPARSE:
        return translate(
            "{labels}, but the last layer has {units} units: some labels have no unit, and training"
            " fails there.",
            labels=said,
            units=units,
        )
    return translate(
        "{labels}, but the last layer has 1 unit: one unit can tell two classes apart.",
        labels=said,
    )


def _proposals(analysis: Analysis, output: Output, classes: int) -> list[Proposal]:
    if output.loss.name == BINARY:
        return []
    edit = units_changed(analysis, output.activation.layer, classes)
    title = translate("Give the last layer {units} units", units=classes)
    return [Proposal(title, (edit,), preferred=True)]


RULE = Rule(
    identifier=IDENTIFIER,
    severity="error",
    summary="The last layer has another number of units than there are classes",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_BAD.replace("Dense(5", "Dense(6"),
    fixes=("Give the last layer one unit for each class.",),
    check=check_with(IDENTIFIER, _judge),
    raises=True,
)
