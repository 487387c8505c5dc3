"""The rule `layer-not-called`: a model is made of a layer in place of what it gives."""

from __future__ import annotations

from collections.abc import Iterator

from keras_lens.localization import translate
from keras_lens.models.records import RefusedCall
from keras_lens.rules.findings import Finding
from keras_lens.rules.refusals.refused import finding, refused
from keras_lens.rules.rule import Rule, RuleContext

IDENTIFIER = "layer-not-called"

_EXPLANATION = """\
`Dense(1)` makes a layer; `Dense(1)(x)` calls it on a tensor, and gives a tensor.
`keras.Model(inputs, outputs)` takes tensors, and raises `ValueError` where one of them is a layer:
mostly the last line of the model was written without the tensor that goes in.
"""

_BAD = """\
import keras
from keras.layers import Dense

inputs = keras.Input(shape=(8,))
hidden = Dense(16, activation="relu")(inputs)
outputs = Dense(1)
model = keras.Model(inputs, outputs)
"""


def check(context: RuleContext) -> Iterator[Finding]:
    """A finding for each model that is made of a layer in place of a tensor."""
    for call in refused(context, IDENTIFIER):
        yield finding(context, IDENTIFIER, call, _message(call))


def _message(call: RefusedCall) -> str:
    if "`inputs`" in call.refusal.message:
        return translate(
            "Among the model's inputs is a layer, {layer}, and no tensor. Take"
            " keras.Input(shape=...).",
            layer=call.what,
        )
    return translate(
        "Among the model's outputs is a layer, {layer}, and no tensor. Call it on a tensor:"
        " {layer}(...)(x).",
        layer=call.what,
    )


RULE = Rule(
    identifier=IDENTIFIER,
    severity="error",
    summary="A model is made of a layer in place of what it gives",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_BAD.replace("Dense(1)\n", "Dense(1)(hidden)\n"),
    fixes=(),
    check=check,
    raises=True,
)
