"""The rule `disconnected-output`: a model whose outputs need another input than it has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from keras_lens.rules.findings import Finding
from keras_lens.rules.refusals.refused import finding, refused
from keras_lens.rules.rule import Rule, RuleContext

IDENTIFIER = "disconnected-output"

_EXPLANATION = """\
`keras.Model(inputs, outputs)` is made of the layers that lie between its inputs and its outputs.
If an output is computed from another `keras.Input` than those that are given, the model cannot
compute it, and Keras raises `ValueError: Graph disconnected`.

Mostly an input was left out of the list, or a name was used for a second `Input` while the first
one went into the layers.
"""

_BAD = """\
import keras
from keras.layers import Concatenate, Dense

words = keras.Input(shape=(16,))
numbers = keras.Input(shape=(4,))
x = Concatenate()([words, numbers])
outputs = Dense(1)(x)
model = keras.Model(words, outputs)
"""

_TENSOR = re.compile(r"tensor '([^']*)'")


def check(context: RuleContext) -> Iterator[Finding]:
    for call in refused(context, IDENTIFIER):
        match = _TENSOR.search(call.refusal.message)
        name = f" '{match.group(1)}'" if match else ""
        message = (
            f"The outputs are computed from the input{name}, which is not among the inputs of this"
            " model. Give all inputs that the outputs depend on, as a list."
        )
        yield finding(context, IDENTIFIER, call, message)


RULE = Rule(
    identifier=IDENTIFIER,
    severity="error",
    summary="A model's outputs depend on an input that it does not have",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_BAD.replace("keras.Model(words, outputs)", "keras.Model([words, numbers], outputs)"),
    fixes=(),
    check=check,
    raises=True,
)
