"""The rule `labels-and-loss`: one-hot labels for a sparse loss, or the other way round."""

from __future__ import annotations

from collections.abc import Iterator

from keras_lens.localization import translate
from keras_lens.models.analysis import Analysis
from keras_lens.rules.findings import Related
from keras_lens.rules.rule import Rule
from keras_lens.rules.training.changes import place_of_setting
from keras_lens.rules.training.judging import Judgement, Proposal, check_with
from keras_lens.rules.training.loss_changes import loss_changed
from keras_lens.rules.views.feeding import argument_of
from keras_lens.rules.views.labels import Labels, labels_of
from keras_lens.rules.views.losses import CATEGORICAL, OF_CLASSES, SPARSE, SPELLED
from keras_lens.rules.views.outputs import Output
from keras_lens.rules.views.refusal_words import words_of
from keras_lens.rules.views.wording import shape_text

IDENTIFIER = "labels-and-loss"

_EXPLANATION = """\
There are two ways to write down which of 10 classes a sample has, and a loss for each:

- one **whole number** from 0 to 9 for each sample, labels of shape `(samples,)`: the loss is
  `sparse_categorical_crossentropy`;
- a **one-hot row** of ten numbers, nine 0 and one 1, labels of shape `(samples, 10)`, as
  `to_categorical` makes them: the loss is `categorical_crossentropy`.

With the wrong one of the two Keras raises an error in the first step of training, after the data
has been loaded.
"""

_BAD = """\
import keras
import numpy as np
from keras.layers import Dense

labels = np.random.randint(0, 3, size=(32,))

model = keras.Sequential()
model.add(keras.Input(shape=(4,)))
model.add(Dense(16, activation="relu"))
model.add(Dense(3, activation="softmax"))
model.compile(optimizer="adam", loss="categorical_crossentropy")
model.fit(np.random.rand(32, 4), labels)
"""


def _judge(analysis: Analysis, output: Output) -> Judgement | None:
    loss, units = output.loss.name, output.units
    span = place_of_setting(analysis, output, "loss")
    if loss not in OF_CLASSES or units is None or units < 2 or span is None:
        return None
    if not output.loss.is_along_last_axis:
        return None
    for labels in labels_of(analysis, output):
        if not labels.is_refused:
            continue
        if loss == SPARSE and _are_one_hot(labels, output):
            message = translate(
                "sparse_categorical_crossentropy needs one whole number for each sample, but the"
                " labels are rows of {units} numbers, {shape}, as to_categorical makes them.",
                units=units,
                shape=shape_text(labels.tensor.shape),
            )
            return _judgement(analysis, output, labels, message, CATEGORICAL)
        if loss == CATEGORICAL and _are_numbers(labels, output):
            message = translate(
                "categorical_crossentropy needs a row of {units} numbers for each sample, but the"
                " labels are one number each, {shape}.",
                units=units,
                shape=shape_text(labels.tensor.shape),
            )
            return _judgement(analysis, output, labels, message, SPARSE)
    return None


def _are_one_hot(labels: Labels, output: Output) -> bool:
    return labels.of_one == output.shape[1:]


def _are_numbers(labels: Labels, output: Output) -> bool:
    numbers = labels.of_one in (output.shape[1:-1], (*output.shape[1:-1], 1))
    return numbers and labels.tensor.dtype != "bool"


def _judgement(
    analysis: Analysis, output: Output, labels: Labels, message: str, wanted: str
) -> Judgement | None:
    span = place_of_setting(analysis, output, "loss")
    if span is None:
        return None
    given = argument_of(labels.feed, "y")
    related = () if given is None else (_labels_here(analysis, labels),)
    return Judgement(
        span,
        message,
        lambda: list(_proposals(analysis, output, labels, wanted)),
        severity="error",
        related=related,
        details=words_of(labels.feed.refusal),
    )


def _labels_here(analysis: Analysis, labels: Labels) -> Related:
    node = argument_of(labels.feed, "y") or labels.feed.site.node
    text = translate("The labels are {shape} here.", shape=shape_text(labels.tensor.shape))
    return Related(analysis.file, analysis.file.span_of(node), text)


def _proposals(
    analysis: Analysis, output: Output, labels: Labels, wanted: str
) -> Iterator[Proposal]:
    loss = SPELLED[wanted]
    title = (
        translate("Change the loss to {loss}: for labels that are whole numbers", loss=loss)
        if wanted == SPARSE
        else translate("Change the loss to {loss}: for labels that are one-hot", loss=loss)
    )
    yield Proposal(title, loss_changed(analysis, output, wanted), preferred=True)


RULE = Rule(
    identifier=IDENTIFIER,
    severity="error",
    summary="One-hot labels for a sparse loss, or numbers of classes for a loss of one-hot labels",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_BAD.replace('"categorical', '"sparse_categorical'),
    fixes=("Change the loss to the one for these labels.",),
    check=check_with(IDENTIFIER, _judge),
    raises=True,
)
