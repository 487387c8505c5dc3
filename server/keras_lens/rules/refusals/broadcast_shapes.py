"""The rule `broadcast-shapes`: arithmetic on tensors whose shapes do not fit."""

from __future__ import annotations

from collections.abc import Iterator

from keras_lens.localization import sentences, translate
from keras_lens.models.records import RefusedCall, Shape
from keras_lens.rules.findings import Finding
from keras_lens.rules.refusals.attempts import fixes_of
from keras_lens.rules.refusals.cures import cures
from keras_lens.rules.refusals.differences import differences, shapes_in_words
from keras_lens.rules.refusals.refused import comes_from, finding, refused
from keras_lens.rules.rule import Rule, RuleContext

IDENTIFIER = "broadcast-shapes"

_EXPLANATION = """\
`x + y` and the other operators on tensors work element by element. Shapes are compared from the
last axis on: two sizes fit if they are equal or one of them is 1, which is then spread. Otherwise
Keras (or TensorFlow, inside of a layer) raises. `@` and `matmul` need the last axis of the left
tensor to be as long as the last but one of the right.

In residual connections the usual cures are `padding="same"` and a projection with a kernel of 1.
"""

_BAD = """\
import keras
from keras.layers import Dense

inputs = keras.Input(shape=(16,))
x = Dense(32, activation="relu")(inputs)
outputs = x + inputs
model = keras.Model(inputs, outputs)
"""

_SIGNS = {
    "add": "+", "sub": "-", "mul": "*", "truediv": "/", "floordiv": "//", "mod": "%", "pow": "**",
    "matmul": "@", "lt": "<", "le": "<=", "gt": ">", "ge": ">=", "eq": "==", "ne": "!=",
}  # fmt: skip


def check(context: RuleContext) -> Iterator[Finding]:
    """A finding for each operation on tensors whose shapes do not fit."""
    for call in refused(context, IDENTIFIER):
        is_product = call.what.rpartition(".")[2] == "matmul"
        yield finding(
            context,
            IDENTIFIER,
            call,
            _message(call, is_product),
            fixes=[] if is_product else fixes_of(context, call, cures(context, call)),
            related=list(comes_from(context.analysis, call.inputs)),
        )


def _message(call: RefusedCall, is_product: bool) -> str:
    name = call.what.rpartition(".")[2]
    sign = _SIGNS.get(name, name) if call.what.startswith("operator.") else name
    shapes = [tensor.shape for tensor in call.inputs]
    if is_product:
        return translate(
            "{sign} cannot multiply {shapes}: the last axis of the left one must be as long as the"
            " last but one of the right one.",
            sign=sign,
            shapes=shapes_in_words(shapes),
        )
    return sentences(
        _cannot_combine(sign, shapes),
        translate("Counted from the last axis, sizes must be equal, or one of them 1."),
    )


def _cannot_combine(sign: str, shapes: list[Shape]) -> str:
    named, differing = shapes_in_words(shapes), differences(shapes)
    if not differing:
        return translate("{sign} cannot combine {shapes}.", sign=sign, shapes=named)
    return translate(
        "{sign} cannot combine {shapes} ({differences}).",
        sign=sign,
        shapes=named,
        differences=differing,
    )


RULE = Rule(
    identifier=IDENTIFIER,
    severity="error",
    summary="Arithmetic on tensors whose shapes do not fit",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_BAD.replace("x + inputs", "x + Dense(32)(inputs)"),
    fixes=(
        'Add `padding="same"` to the convolutions on one way.',
        "Put one side through a projection.",
        "Crop the larger side.",
    ),
    check=check,
    raises=True,
)
