"""The rule `output-keeps-spatial-axes`: answers for each position, and a label for the whole."""

from __future__ import annotations

from collections.abc import Iterator

from keras_lens.localization import translate
from keras_lens.models.analysis import Analysis
from keras_lens.models.records import LayerApplication
from keras_lens.rules.editing.arguments import argument_removed
from keras_lens.rules.findings import Finding
from keras_lens.rules.rule import Rule, RuleContext
from keras_lens.rules.training.changes import layer_inserted, place_of_layer, recurrent_call
from keras_lens.rules.training.judging import Judgement, Proposal, check_with
from keras_lens.rules.views.labels import Labels, labels_of
from keras_lens.rules.views.layer_kinds import NEUTRAL, RECURRENT
from keras_lens.rules.views.outputs import Layer, Output
from keras_lens.rules.views.refusal_words import words_of
from keras_lens.rules.views.wording import shape_text

IDENTIFIER = "output-keeps-spatial-axes"

_EXPLANATION = """\
`Dense` works on the last axis and keeps all others. After a convolution, or a recurrent layer with
`return_sequences=True`, the model then gives an answer for **each position** (pixel, step), while
there is one label for the whole image or sequence. Keras raises an error when it compares the two,
in the first step of training.

What is missing is a layer that makes one vector of all positions, before the last `Dense` layers:
`GlobalAveragePooling2D()` or `Flatten()` after convolutions; the last recurrent layer without
`return_sequences=True`.
"""

_BAD = """\
import keras
import numpy as np
from keras import layers

model = keras.Sequential()
model.add(keras.Input(shape=(20, 8)))
model.add(layers.LSTM(16, return_sequences=True))
model.add(layers.Dense(3, activation="softmax"))
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
model.fit(np.random.rand(32, 20, 8), np.random.randint(0, 3, size=(32,)))
"""


def check(context: RuleContext) -> Iterator[Finding]:
    """Nothing where a layer that stands too early is why the axes are still there."""
    if not context.more_specific:
        yield from _check_outputs(context)


def _judge(analysis: Analysis, output: Output) -> Judgement | None:
    last = output.way[-1] if output.way else None
    if not isinstance(last, LayerApplication) or len(output.shape) < 3:
        return None
    span = place_of_layer(analysis, last)
    if span is None:
        return None
    for labels in labels_of(analysis, output):
        if labels.is_refused and _are_of_the_whole(labels, output):
            return Judgement(
                span,
                _message(output, labels),
                lambda: list(_proposals(analysis, output)),
                severity="error",
                details=words_of(labels.feed.refusal),
            )
    return None


_check_outputs = check_with(IDENTIFIER, _judge)


def _are_of_the_whole(labels: Labels, output: Output) -> bool:
    """Whether there is one label for each sample: a number, or a row for the classes."""
    return labels.of_one in ((), (1,), (output.units,))


def _message(output: Output, labels: Labels) -> str:
    shape, label = shape_text(output.shape), shape_text(labels.tensor.shape)
    if len(output.shape) == 3:
        return translate(
            "The model gives {shape}, an answer for each step, but the labels are {label}, one for"
            " each sample. {cure}",
            shape=shape,
            label=label,
            cure=_cure(output),
        )
    return translate(
        "The model gives {shape}, an answer for each position, but the labels are {label}, one for"
        " each sample. {cure}",
        shape=shape,
        label=label,
        cure=_cure(output),
    )


def _cure(output: Output) -> str:
    maker = _last_maker(output)
    if maker is not None and maker.class_name in RECURRENT:
        return translate(
            "The last {layer} must not have return_sequences=True.", layer=maker.class_name
        )
    return translate(
        "Put {pooling}() or Flatten() before the last Dense layers.", pooling=_pooling(output)
    )


def _last_maker(output: Output) -> Layer | None:
    """The last layer that does more than work on the last axis."""
    makers = [layer for layer in output.way if not _works_on_last_axis(layer)]
    return makers[-1] if makers else None


def _pooling(output: Output) -> str:
    return f"GlobalAveragePooling{len(output.shape) - 2}D"


def _proposals(analysis: Analysis, output: Output) -> Iterator[Proposal]:
    number = analysis.models.index(output.model)

    def effect(after: Analysis) -> str:
        return shape_text(after.models[number].output_shapes[output.number])

    maker = _last_maker(output)
    if isinstance(maker, LayerApplication) and maker.class_name in RECURRENT:
        call = recurrent_call(analysis.file, maker)
        edit = None if call is None else argument_removed(analysis.file, call, "return_sequences")
        title = translate("Remove return_sequences=True from {layer}", layer=maker.class_name)
        yield Proposal(title, (edit,), preferred=True, effect=effect)
    dense = _first_dense(output)
    for class_name in (_pooling(output), "Flatten"):
        edits = (None,) if dense is None else layer_inserted(analysis.file, dense, class_name)
        title = translate("Insert {layer}() before Dense", layer=class_name)
        yield Proposal(title, edits, effect=effect)


def _first_dense(output: Output) -> LayerApplication | None:
    """The first `Dense` behind the last layer that makes positions."""
    maker = _last_maker(output)
    start = 0 if maker is None else output.way.index(maker) + 1
    for layer in output.way[start:]:
        if isinstance(layer, LayerApplication) and layer.class_name == "Dense":
            return layer
    return None


def _works_on_last_axis(layer: Layer) -> bool:
    return layer.class_name == "Dense" or layer.class_name in NEUTRAL


RULE = Rule(
    identifier=IDENTIFIER,
    severity="error",
    summary="The model gives an answer for each position, and there is one label for the whole",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_BAD.replace(", return_sequences=True", ""),
    fixes=(
        "Remove `return_sequences=True` from the last recurrent layer.",
        "Insert `GlobalAveragePooling` for as many axes before the last `Dense` layers.",
        "Insert `Flatten()` there.",
    ),
    check=check,
    raises=True,
    yields_to=("dense-before-flatten",),
)
