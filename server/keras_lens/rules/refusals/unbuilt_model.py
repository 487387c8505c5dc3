"""The rule `unbuilt-model`: something is asked of a model that it has only once it is built."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from keras_lens.localization import sentences, translate
from keras_lens.models.networks.unbuilt import LEAVE_IT_UNBUILT
from keras_lens.models.records import RefusedCall
from keras_lens.rules.findings import Finding
from keras_lens.rules.refusals.refused import finding, refused
from keras_lens.rules.rule import Rule, RuleContext
from keras_lens.rules.views.names_of_models import (
    is_left_alone_before,
    is_sequential,
    receiver_of,
)

IDENTIFIER = "unbuilt-model"

_EXPLANATION = """\
A model makes its weights when it first learns the shape of its input. Until then it has no
parameters to be counted and no weights to be saved: `count_params()`, `save_weights()` and
`export()` raise `ValueError`, and `model.inputs`, `model.outputs`, `model.input_shape` and
`model.output_shape` of a `Sequential` raise `AttributeError`.

Begin a `Sequential` with `keras.Input(shape=...)`, or call `model.build(...)` with a shape (the
batch axis, `None`, included). A model of a class of your own learns its shapes when it is called
on data. `summary()` is no error, but shows no shapes then.
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
    """One finding for each name: where the first raises, the program does not go on."""
    told: set[str] = set()
    for call in refused(context, IDENTIFIER):
        place = call.site.node
        receiver = receiver_of(place)
        if not isinstance(receiver, ast.Name) or receiver.id in told:
            continue
        if is_left_alone_before(context.analysis, place, receiver, LEAVE_IT_UNBUILT):
            told.add(receiver.id)
            yield finding(context, IDENTIFIER, call, _message(context, call, receiver.id))


def _message(context: RuleContext, call: RefusedCall, name: str) -> str:
    what = call.what if call.what.endswith(")") else f"`{call.what}`"
    return sentences(
        translate("`{name}` is not built yet, so {what} raises.", name=name, what=what),
        translate("Begin the model with keras.Input(shape=...), or build it first.")
        if is_sequential(context.analysis, name)
        else translate("Call it on data first: {name}(...).", name=name),
    )


RULE = Rule(
    identifier=IDENTIFIER,
    severity="error",
    summary="The weights or shapes of a model are asked for before it is built",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_BAD.replace("Sequential()\n", "Sequential()\nmodel.add(keras.Input(shape=(8,)))\n"),
    fixes=(),
    check=check,
    raises=True,
)
