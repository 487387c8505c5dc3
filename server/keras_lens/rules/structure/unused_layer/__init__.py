"""The rule `unused-layer`: its words, its check, its fix."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from keras_lens.localization import translate
from keras_lens.rules.editing.edits import extent_of, name_span, replacement
from keras_lens.rules.findings import Finding, Fix, Related
from keras_lens.rules.rule import Rule, RuleContext
from keras_lens.rules.structure.unused_layer.lost_outputs import Loss, losses
from keras_lens.rules.structure.unused_layer.never_called import never_called

IDENTIFIER = "unused-layer"
_LOOKS_AT_ALL = re.compile(
    r"\b(?:getattr|vars|locals|globals|__dict__|__all__|exec|eval|_layers|_flatten_layers)\b"
)

_PROGRAM = """\
import keras
from keras import layers

inputs = keras.Input((20,))
x = layers.Dense(64, activation="relu")(inputs)
x = layers.Dense(32, activation="relu")(%s)
outputs = layers.Dense(1)(x)
model = keras.Model(inputs, outputs)
"""


def check(context: RuleContext) -> Iterator[Finding]:
    """A finding for each layer that no model has and no code can use any more."""
    analysis = context.analysis
    file = analysis.file
    if file.problems or analysis.ended_early or _LOOKS_AT_ALL.search(file.text):
        return
    for layer, reason in never_called(analysis):
        yield Finding(IDENTIFIER, "warning", reason, name_span(file, layer.constructor.node))
    for loss in losses(analysis):
        yield _lost(context, loss)


def _lost(context: RuleContext, loss: Loss) -> Finding:
    if loss.overwriting is not None:
        return _overwritten(context, loss, loss.overwriting)
    message = translate(
        "What {layer} gives is never used: nothing reads '{name}'. The layer becomes part"
        " of no model.",
        layer=loss.layer.class_name,
        name=loss.name,
    )
    span = name_span(context.analysis.file, loss.layer.constructor.node)
    return Finding(IDENTIFIER, "warning", message, span)


def _overwritten(context: RuleContext, loss: Loss, overwriting: ast.Assign) -> Finding:
    file = context.analysis.file
    message = translate(
        "What {layer} gives is never used: line {line} gives '{name}' another value, which is"
        " not computed from it. The layer becomes part of no model.",
        layer=loss.layer.class_name,
        line=file.span_of(overwriting).start.line + 1,
        name=loss.name,
    )
    replaced = translate("'{name}' is replaced here", name=loss.name)
    related = Related(file, file.span_of(overwriting), replaced)
    fixes = tuple(_fixes(context, loss, overwriting.value))
    span = name_span(file, loss.layer.constructor.node)
    return Finding(IDENTIFIER, "warning", message, span, fixes, (related,))


def _fixes(context: RuleContext, loss: Loss, value: ast.expr) -> Iterator[Fix]:
    """The layer that comes next is called on what is lost."""
    file = context.analysis.file
    if not isinstance(value, ast.Call) or len(value.args) != 1 or value.keywords:
        return
    extent = extent_of(file, value.args[0])
    edits = (replacement(file, extent.start, extent.end, loss.name),)
    tried = context.what_if(edits)
    if tried is None or len(list(losses(tried))) >= len(list(losses(context.analysis))):
        return
    if len(tried.unknown_layers) <= len(context.analysis.unknown_layers):
        title = translate(
            "Call the next layer on {name}: {layer} is then used",
            name=loss.name,
            layer=loss.layer.class_name,
        )
        yield Fix(title, edits, preferred=True)


RULE = Rule(
    identifier=IDENTIFIER,
    severity="warning",
    summary="A layer is made that becomes part of no model",
    explanation="""\
A layer is part of a functional model only if the model's output is computed with it. Where a layer
is called on `inputs` again instead of on what the layer before gave, that layer is silently left
out: Keras builds the smaller model. The same holds for `Dense(10)` that is made in a statement of
its own and never called, and for a layer that a class makes in `__init__` and never calls.

Nothing is said where something may still use the layer: a name that is read later, code that goes
through all attributes, or a program that is not complete.
""",
    bad=_PROGRAM % "inputs",
    good=_PROGRAM % "x",
    fixes=("Call the next layer on what the unused one gives.",),
    check=check,
)
