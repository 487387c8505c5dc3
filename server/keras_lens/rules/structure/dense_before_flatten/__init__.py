"""The rule `dense-before-flatten`: its words and its check."""

from __future__ import annotations

from collections.abc import Iterator

from keras_lens.localization import translate
from keras_lens.rules.editing.edits import name_span
from keras_lens.rules.findings import Finding
from keras_lens.rules.rule import Rule, RuleContext
from keras_lens.rules.structure.dense_before_flatten.detection import Suspect, suspects
from keras_lens.rules.structure.dense_before_flatten.fixes import fixes, flatten_inserted
from keras_lens.rules.views.wording import parameters_text, shape_text

IDENTIFIER = "dense-before-flatten"

_EXPLANATION = """\
`Dense` multiplies the **last axis** of its input by its kernel and leaves all other axes as they
are. On an image of shape `(28, 28, 1)`, `Dense(64)` therefore works on the single grey value of
each pixel: its output is `(28, 28, 64)`, and its kernel has 1 × 64 weights. No error is raised. The
pixels never meet in that layer, and a later `Flatten` hands tens of thousands of numbers to the
next one, which then holds nearly all of the model's parameters.

What was meant is nearly always `Flatten` first: then the layer sees all pixels at once.

The rule fires where a `Dense` gets an input of rank 4 or more (the batch axis counts), and

- a `Flatten` comes later, with nothing between but further `Dense` layers and layers that keep the
  shape (activations, dropout, normalisation); or
- the model ends in that chain, so its output keeps the spatial axes, while its loss (or, before it
  is compiled, its last activation) is that of a classifier or of a regression to one value.

It stays silent where `Dense` is used on purpose as a 1×1 convolution:

- between convolutions (as in ConvNeXt), or before pooling;
- on sequences (rank 3);
- where a model may well label every point of its input. After convolutions, the output counts as
  one answer for the whole image only on a grid of half the image's size or less, and only if it is
  a choice among several classes (`softmax`, a categorical loss), or a yes or no (`sigmoid`, a
  binary loss) behind pooling and a hidden `Dense`. Without convolutions, it does not if the image
  has more than four channels, if a yes or no or a regression has as many channels as the input, or
  if a regression has several;
- where a metric compares areas (`MeanIoU`), or the loss is not one of Keras's usual ones;
- where the scores of all positions are flattened at the end of the model, with convolutions before;
- where the `Dense` is frozen (`trainable=False`): weights that never change, such as a first layer
  `Dense(1, use_bias=False, trainable=False, kernel_initializer="ones")`, are there on purpose;
- where the size of an axis is not known, or all spatial axes have the size 1.
"""

_BAD = """\
import keras
from keras.layers import Dense, Flatten

model = keras.Sequential()
model.add(keras.Input(shape=(28, 28, 1)))
model.add(Dense(64, activation="relu"))
model.add(Flatten())
model.add(Dense(10, activation="softmax"))
"""

_GOOD = """\
import keras
from keras.layers import Dense, Flatten

model = keras.Sequential()
model.add(keras.Input(shape=(28, 28, 1)))
model.add(Flatten())
model.add(Dense(64, activation="relu"))
model.add(Dense(10, activation="softmax"))
"""


def check(context: RuleContext) -> Iterator[Finding]:
    """One finding for each chain of `Dense` layers, on the name of the first."""
    for suspect in suspects(context.analysis):
        file = context.analysis.file
        span = name_span(file, suspect.dense.constructor.node)
        is_shown = context.is_shown(span)
        yield Finding(
            rule=RULE.identifier,
            severity=RULE.severity,
            message=_message(context, suspect, is_shown=is_shown),
            span=span,
            fixes=tuple(fixes(context, suspect)) if is_shown else (),
        )


def _message(context: RuleContext, suspect: Suspect, *, is_shown: bool) -> str:
    dense = suspect.dense
    now = {
        "input": shape_text(dense.inputs[0].shape),
        "output": shape_text(dense.outputs[0].shape),
        "parameters": parameters_text(dense.params or 0),
    }
    inserted = flatten_inserted(context, suspect) if is_shown else None
    if inserted is None:
        return translate(
            "Dense works on the last axis only: {input} → {output} with {parameters}. Flatten()"
            " before it was probably meant.",
            **now,
        )
    effect = inserted.effect
    return translate(
        "Dense works on the last axis only: {input} → {output} with {parameters}. With Flatten()"
        " before it: {new_input} → {new_output} with {new_parameters}.",
        **now,
        new_input=shape_text(effect.input_shape),
        new_output=shape_text(effect.output_shape),
        new_parameters=parameters_text(effect.params),
    )


RULE = Rule(
    identifier=IDENTIFIER,
    severity="warning",
    summary="A Dense layer works on the last axis of an image where Flatten first was meant",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_GOOD,
    fixes=(
        "Insert `Flatten()` before the `Dense`; a later `Flatten` that then does nothing is"
        " removed.",
        "Move the later `Flatten()` up before the `Dense`.",
        "After convolutions: insert `GlobalAveragePooling2D()`, or `3D` for volumes, before the"
        " `Dense` instead.",
    ),
    check=check,
)
