"""The rule `unbuilt-model`: something is asked of a model or layer that it has only once it is
built."""

from __future__ import annotations

from collections.abc import Iterator

from keras_lens.rules.findings import Finding
from keras_lens.rules.refusals.refused import finding, refused
from keras_lens.rules.rule import Rule, RuleContext

IDENTIFIER = "unbuilt-model"

_EXPLANATION = """\
A model or layer makes its weights when it first learns the shape of its input. Until then it has
no parameters that could be counted: `count_params()` raises `ValueError`.

Begin the model with `keras.Input(shape=...)`, or call `model.build(...)` with a shape (the batch
axis, `None`, included), or call it on data first. `summary()` is no error, but shows no shapes
then.
"""

_BAD = """\
import keras
from keras.layers import Dense

model = keras.Sequential()
model.add(Dense(16, activation="relu"))
model.add(Dense(1))
print(model.count_params())
"""


def check(context: RuleContext) -> Iterator[Finding]:
    for call in refused(context, IDENTIFIER):
        message = (
            f"'{call.name}' is not built yet, so {call.what} raises. Begin the model with"
            " keras.Input(shape=...), or build it first."
        )
        yield finding(context, IDENTIFIER, call, message)


RULE = Rule(
    identifier=IDENTIFIER,
    severity="error",
    summary="The parameters of a model are counted before it is built",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_BAD.replace("Sequential()\n", "Sequential()\nmodel.add(keras.Input(shape=(8,)))\n"),
    fixes=(),
    check=check,
    raises=True,
)
