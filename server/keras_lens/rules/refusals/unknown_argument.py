"""The rule `unknown-argument`: a layer is made, or added, with an argument that there is none."""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterator

from keras_lens.localization import sentences, separated, translate
from keras_lens.models.records import RefusedCall
from keras_lens.rules.editing.arguments import (
    argument_given,
    argument_removed,
    constructor_of,
    keyword_of,
    keyword_renamed,
)
from keras_lens.rules.editing.edits import node_text
from keras_lens.rules.findings import Finding, Fix
from keras_lens.rules.refusals.attempts import tried
from keras_lens.rules.refusals.kinds import unknown_arguments
from keras_lens.rules.refusals.refused import finding, refused
from keras_lens.rules.rule import Rule, RuleContext

IDENTIFIER = "unknown-argument"

_EXPLANATION = """\
Keras's layers refuse arguments that they do not have, with `ValueError: Unrecognized keyword
arguments`. Mostly it is a slip of the pen (`activatoin`), an argument of another layer (`strides`
of a `Dense`), or one of an old version of Keras; or a bracket closes too early, and `add` gets what
was meant for the layer.
"""

_BAD = """\
import keras
from keras.layers import Dense

model = keras.Sequential()
model.add(keras.Input(shape=(4,)))
model.add(Dense(16, activatoin="relu"))
"""

_OF_ALL_LAYERS = ("name", "dtype", "trainable", "activity_regularizer")


def check(context: RuleContext) -> Iterator[Finding]:
    """A finding for each layer that is made with arguments it does not have."""
    for call in refused(context, IDENTIFIER):
        names = unknown_arguments(call)
        near = {name: _nearest(call, name) for name in names}
        yield finding(
            context,
            IDENTIFIER,
            call,
            _message(call, near),
            fixes=list(_fixes(context, call, near)),
        )


def _nearest(call: RefusedCall, name: str) -> str | None:
    given = {key for key, _ in call.made.kwargs} if call.made is not None else set()
    known = [one for one in (*call.parameters, *_OF_ALL_LAYERS) if one not in given]
    return next(iter(difflib.get_close_matches(name, known, n=1, cutoff=0.7)), None)


def _message(call: RefusedCall, near: dict[str, str | None]) -> str:
    parts = [
        translate("{layer} has no argument '{name}'.", layer=call.what, name=name) for name in near
    ]
    parts += [
        translate("Did you mean '{name}'?", name=other)
        for other in near.values()
        if other is not None
    ]
    if call.parameters and not any(near.values()):
        parts.append(translate("It has {arguments}.", arguments=separated(call.parameters)))
    return sentences(*parts)


def _fixes(context: RuleContext, call: RefusedCall, near: dict[str, str | None]) -> Iterator[Fix]:
    file = context.analysis.file
    constructor = constructor_of(file, call)
    if constructor is None or any(keyword_of(constructor, name) is None for name in near):
        return
    renamed = [
        keyword_renamed(file, constructor, name, other)
        for name, other in near.items()
        if other is not None
    ]
    edits = tuple(edit for edit in renamed if edit is not None)
    if len(edits) == len(near) and tried(context, call, edits) is not None:
        names = [other for other in near.values() if other is not None]
        yield Fix(translate("Write {code}", code=separated(names)), edits, preferred=True)
    if len(near) == 1:
        name = next(iter(near))
        yield from _for_the_layer(context, call, constructor, name)
        edit = argument_removed(file, constructor, name)
        if edit is not None and tried(context, call, (edit,)) is not None:
            yield Fix(translate("Remove {code}", code=name), (edit,))


def _for_the_layer(
    context: RuleContext, call: RefusedCall, outer: ast.Call, name: str
) -> Iterator[Fix]:
    """Gives the argument to the layer that is added: the bracket closed too early."""
    file, keyword = context.analysis.file, keyword_of(outer, name)
    layer = outer.args[0] if outer.args else None
    if call.kind != "method" or keyword is None or not isinstance(layer, ast.Call):
        return
    removed = argument_removed(file, outer, name)
    given = argument_given(file, layer, name, node_text(file, keyword.value))
    if removed is None or given is None:
        return
    if tried(context, call, (given, removed)) is not None:
        title = translate("Give {argument} to the layer", argument=name)
        yield Fix(title, (given, removed), preferred=True)


RULE = Rule(
    identifier=IDENTIFIER,
    severity="error",
    summary="A layer is made with an argument that it does not have",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_BAD.replace("activatoin", "activation"),
    fixes=(
        "Write the name of the argument that is nearest.",
        "Give the layer what `add` was given.",
        "Remove the argument.",
    ),
    check=check,
    raises=True,
)
