"""The rule `merge-shapes`: layers that put tensors together whose shapes do not fit."""

from __future__ import annotations

from collections.abc import Sequence

from keras_lens.localization import sentences, translate
from keras_lens.models.records import RefusedCall, Shape
from keras_lens.rules.refusals.cures import cures
from keras_lens.rules.refusals.differences import differences, shapes_in_words
from keras_lens.rules.refusals.reporting import check_with
from keras_lens.rules.rule import Rule

IDENTIFIER = "merge-shapes"

_EXPLANATION = """\
`Add`, `Multiply`, `Average` and their like work element by element: their inputs need equal
shapes (an axis of 1 is spread). `Concatenate` puts tensors one behind the other along one axis,
the last by default: **all other axes** must be equal.

Where residual connections differ in height and width, a convolution with `padding="valid"` or
with strides lies on one way only. Where they differ in the channels, the usual cure is a
projection: a convolution with a kernel of 1 and as many filters as the other side has. In
encoders and decoders (U-Net) sizes that cannot be halved evenly come back smaller than they were:
use sizes that can, or crop or pad one side.
"""

_BAD = """\
import keras
from keras.layers import Add, Conv2D

inputs = keras.Input(shape=(32, 32, 16))
x = Conv2D(16, 3, activation="relu")(inputs)
x = Add()([x, inputs])
model = keras.Model(inputs, x)
"""


def _message(call: RefusedCall) -> str:
    name = call.what.rpartition(".")[2]
    shapes = [tensor.shape for tensor in call.inputs]
    if len(shapes) < 2:
        return translate(
            "{layer} puts several tensors together: give it a list of them, as {layer}()([a, b]).",
            layer=name,
        )
    if name in ("Subtract", "Dot") and len(shapes) != 2:
        return translate(
            "{layer} takes two tensors, but gets {count}.", layer=name, count=len(shapes)
        )
    if name == "Dot":
        return translate(
            "{layer} cannot multiply {shapes} along these axes.",
            layer=name,
            shapes=shapes_in_words(shapes),
        )
    joins = name.lower() in ("concatenate", "concat", "stack")
    return sentences(
        _cannot_put_together(name, shapes, differences(shapes, _concatenated(call, shapes))),
        translate("All axes but the one that is joined must have the same size.")
        if joins
        else translate("All axes must have the same size."),
    )


def _cannot_put_together(name: str, shapes: Sequence[Shape], differing: str) -> str:
    named = shapes_in_words(shapes)
    if not differing:
        return translate("{layer} cannot put {shapes} together.", layer=name, shapes=named)
    return translate(
        "{layer} cannot put {shapes} together ({differences}).",
        layer=name,
        shapes=named,
        differences=differing,
    )


def _concatenated(call: RefusedCall, shapes: Sequence[Shape]) -> int | None:
    if call.what.rpartition(".")[2].lower() not in ("concatenate", "concat"):
        return None
    axis = dict(call.made.kwargs).get("axis", -1) if call.made is not None else -1
    if not isinstance(axis, int):
        return None
    return axis % len(shapes[0]) if shapes[0] else None


RULE = Rule(
    identifier=IDENTIFIER,
    severity="error",
    summary="Tensors are put together whose shapes do not fit",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_BAD.replace("(16, 3, ", '(16, 3, padding="same", '),
    fixes=(
        'Add `padding="same"` to the convolutions on one way.',
        "Put one side through a projection: a convolution with a kernel of 1, or a `Dense`.",
        "Crop the larger side.",
        "Join along the axis that differs.",
    ),
    check=check_with(IDENTIFIER, _message, cures),
    raises=True,
)
