"""The rule `model-never-called`: `input` or `output` of a model that was never called."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from keras_lens.localization import sentences, translate
from keras_lens.models.networks.unbuilt import CALL_IT_ON_DATA, LEAVE_IT_UNBUILT
from keras_lens.models.records import RefusedCall
from keras_lens.rules.editing.edits import extent_of, replacement
from keras_lens.rules.findings import Finding, Fix
from keras_lens.rules.refusals.attempts import tried
from keras_lens.rules.refusals.refused import finding, refused
from keras_lens.rules.rule import Rule, RuleContext
from keras_lens.rules.views.names_of_models import (
    is_left_alone_before,
    is_sequential,
    receiver_of,
)

IDENTIFIER = "model-never-called"

_EXPLANATION = """\
`model.input` and `model.output` are the tensors of the model's first call on a symbolic tensor. A
`Sequential` is built and trained without one in Keras 3, and so is a model of a class of your own:
both raise `AttributeError: The layer sequential has never been called and thus has no defined
output.`

A `Sequential` that begins with `keras.Input(shape=...)` has `model.inputs` and `model.outputs`,
lists of one tensor each. Layers of it have `output`: `model.layers[-2].output`. Or call the model:
`x = keras.Input(shape=...)`, `model(x)`.
"""

_BAD = """\
import keras
from keras.layers import Dense

model = keras.Sequential()
model.add(keras.Input(shape=(8,)))
model.add(Dense(16, activation="relu"))
model.add(Dense(1))
features = keras.Model(model.input, model.layers[0].output)
"""
_ALLOWED = LEAVE_IT_UNBUILT | CALL_IT_ON_DATA


def check(context: RuleContext) -> Iterator[Finding]:
    """A finding for each read of the input or output of a model that was never called."""
    for call in refused(context, IDENTIFIER):
        place = call.site.node
        receiver = receiver_of(place)
        if not isinstance(receiver, ast.Name):
            continue
        if is_left_alone_before(context.analysis, place, receiver, _ALLOWED):
            message = _message(context, call, receiver.id)
            yield finding(context, IDENTIFIER, call, message, fixes=list(_fixes(context, call)))


def _message(context: RuleContext, call: RefusedCall, name: str) -> str:
    return sentences(
        translate(
            "`{name}` was never called on a symbolic tensor, so `{attribute}` raises.",
            name=name,
            attribute=call.what,
        ),
        translate(
            "A Sequential that begins with keras.Input(shape=...) has {tensors}, a list of one"
            " tensor.",
            tensors=f"{name}.{call.what}s",
        )
        if is_sequential(context.analysis, name)
        else translate("Call it on keras.Input(shape=...) first: {name}(...).", name=name),
    )


def _fixes(context: RuleContext, call: RefusedCall) -> Iterator[Fix]:
    """`inputs[0]`, where the model is built."""
    node = call.site.node
    receiver = receiver_of(node)
    if not isinstance(receiver, ast.Name) or not is_sequential(context.analysis, receiver.id):
        return
    end = extent_of(context.analysis.file, node).end
    new = f"{call.what}s[0]"
    edit = replacement(context.analysis.file, end - len(call.what), end, new)
    success = tried(context, call, [edit])
    if success is not None and not success.left:
        title = translate("Change {old} to {new}", old=call.what, new=new)
        yield Fix(title, (edit,), preferred=True)


RULE = Rule(
    identifier=IDENTIFIER,
    severity="error",
    summary="The input or output of a model that was never called",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_BAD.replace("model.input,", "model.inputs[0],"),
    fixes=("Take `model.inputs[0]` or `model.outputs[0]` of a Sequential.",),
    check=check,
    raises=True,
)
