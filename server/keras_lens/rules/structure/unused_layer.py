"""The rule `unused-layer`."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from keras_lens.interpreter.sites import Site
from keras_lens.localization import translate
from keras_lens.models.analysis import Analysis
from keras_lens.models.records import LayerApplication, UnknownLayer
from keras_lens.rules.editing.edits import extent_of, name_span, replacement
from keras_lens.rules.editing.enclosing import Enclosing, enclosing_of
from keras_lens.rules.editing.spelling import dotted_name
from keras_lens.rules.findings import Finding, Fix, Related
from keras_lens.rules.rule import Rule, RuleContext
from keras_lens.syntax.cells import cells_of
from keras_lens.syntax.source import SourceFile

IDENTIFIER = "unused-layer"
_LOOKS_AT_ALL = re.compile(
    r"\b(?:getattr|vars|locals|globals|__dict__|__all__|exec|eval|_layers|_flatten_layers)\b"
)


def check(context: RuleContext) -> Iterator[Finding]:
    """A finding for each layer that no model has and no code can use any more."""
    analysis = context.analysis
    file = analysis.file
    if file.problems or analysis.ended_early or _LOOKS_AT_ALL.search(file.text):
        return
    seen = set()
    for layer in analysis.unknown_layers:
        if layer.constructor in seen or not _is_never_called(layer, analysis):
            continue
        seen.add(layer.constructor)
        reason = _why_unused(file, layer)
        if reason is not None:
            span = name_span(file, layer.constructor.node)
            yield Finding(IDENTIFIER, "warning", reason, span)
    yield from _lost_outputs(context)


def _is_never_called(layer: UnknownLayer, analysis: Analysis) -> bool:
    """Whether the file makes a layer of Keras that is applied to nothing."""
    site = layer.constructor
    made_once = all(one.constructor != site for one in analysis.applications)
    return (
        layer.kind == "other"
        and layer.site == site
        and site.file is analysis.file
        and isinstance(site.node, ast.Call)
        and made_once
    )


def _why_unused(file: SourceFile, layer: UnknownLayer) -> str | None:
    """Why no code can call the layer, None where some may."""
    enclosing = enclosing_of(file.tree)
    parent = enclosing.parent(layer.constructor.node)
    if isinstance(parent, ast.Expr):
        if _is_shown(file, parent) or _may_be_expected(enclosing, parent):
            return None
        return translate(
            "This {layer} is made and thrown away at once: it becomes part of no model. Call it on"
            " a tensor, or add it to the model.",
            layer=layer.class_name,
        )
    if not isinstance(parent, ast.Assign) or len(parent.targets) != 1:
        return None
    target = parent.targets[0]
    is_own = isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name)
    if not isinstance(target, ast.Attribute) or not is_own or not _has_call(enclosing, parent):
        return None
    if not _reads_attribute(file, target.attr):
        return translate(
            "The layer in .{attribute} is never called: it has no weights and no part in what the"
            " model computes. Call it in `call`, or remove it.",
            attribute=target.attr,
        )
    return None


def _is_shown(file: SourceFile, statement: ast.Expr) -> bool:
    """Whether it is the last of a cell, or of the file, whose value a notebook shows."""
    body = file.tree.body
    if statement not in body:
        return False
    following = next(iter(body[body.index(statement) + 1 :]), None)
    if following is None:
        return True
    line, next_line = (file.span_of(one).start.line for one in (statement, following))
    return any(line <= cell.last < next_line for cell in cells_of(file))


def _may_be_expected(enclosing: Enclosing, statement: ast.stmt) -> bool:
    """Whether a `with` or `try` is around it, as in tests of what a constructor raises."""
    return any(isinstance(one, ast.With | ast.Try) for one in enclosing.ancestors(statement))


def _has_call(enclosing: Enclosing, statement: ast.stmt) -> bool:
    """Whether the class around it is a layer or model that stands by itself: it derives from
    Keras's own, and has its `call`."""
    cls = next((one for one in enclosing.scopes(statement) if isinstance(one, ast.ClassDef)), None)
    if cls is None:
        return False
    bases = [(dotted_name(base) or "").rpartition(".")[2] for base in cls.bases]
    methods = [one.name for one in cls.body if isinstance(one, ast.FunctionDef)]
    return bool(bases) and set(bases) <= {"Layer", "Model"} and "call" in methods


def _reads_attribute(file: SourceFile, name: str) -> bool:
    """Whether the file reads the attribute, or names it in a string, or goes through layers."""
    for node in ast.walk(file.tree):
        match node:
            case ast.Attribute(attr=attr, ctx=ast.Load()) if attr in (name, "layers"):
                return True
            case ast.Constant(value=str(text)) if text == name:
                return True
    return False


# --- outputs that are lost --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Loss:
    """A layer whose output had the name `name` until `overwriting` gave it another meaning; None
    where nothing reads that name."""

    layer: LayerApplication
    name: str
    overwriting: ast.Assign | None


def _lost_outputs(context: RuleContext) -> Iterator[Finding]:
    analysis = context.analysis
    file = analysis.file
    for loss in _losses(analysis):
        if loss.overwriting is None:
            message = translate(
                "What {layer} gives is never used: nothing reads '{name}'. The layer becomes part"
                " of no model.",
                layer=loss.layer.class_name,
                name=loss.name,
            )
            span = name_span(file, loss.layer.constructor.node)
            yield Finding(IDENTIFIER, "warning", message, span)
            continue
        value = loss.overwriting.value
        message = translate(
            "What {layer} gives is never used: line {line} gives '{name}' another value, which is"
            " not computed from it. The layer becomes part of no model.",
            layer=loss.layer.class_name,
            line=file.span_of(loss.overwriting).start.line + 1,
            name=loss.name,
        )
        replaced = translate("'{name}' is replaced here", name=loss.name)
        related = Related(file, file.span_of(loss.overwriting), replaced)
        fixes = tuple(_fixes(context, loss, value))
        span = name_span(file, loss.layer.constructor.node)
        yield Finding(IDENTIFIER, "warning", message, span, fixes, (related,))


def _losses(analysis: Analysis) -> Iterator[_Loss]:
    enclosing = enclosing_of(analysis.file.tree)
    used = {
        tensor.producer
        for layer in analysis.applications
        for tensor in layer.inputs
        if tensor.producer is not None
    }
    used_sites = {analysis.applications[number].site for number in used}
    in_models = {
        layer.constructor
        for model in analysis.models
        for layer in model.layers
        if isinstance(layer, LayerApplication)
    }
    sites_of: defaultdict[Site, set[Site]] = defaultdict(set)
    for layer in analysis.applications:
        sites_of[layer.constructor].add(layer.site)
    functional_calls = {
        site.node for constructor in in_models for site in sites_of.get(constructor, ())
    }
    seen = set()
    for layer in analysis.applications:
        site = layer.site
        if site.file is not analysis.file or layer.constructor.file is not analysis.file:
            continue
        if site in used_sites or site in seen or layer.constructor in in_models:
            continue
        seen.add(site)
        is_of_keras = layer.made is not None  # a model may be called to build it
        if not is_of_keras or layer.model_key is not None or sites_of[layer.constructor] != {site}:
            continue
        if _is_never_read(analysis, layer, in_models):
            yield _Loss(layer, _target(enclosing.parent(site.node)) or "", None)
            continue
        found = _overwritten(enclosing, site.node)
        if found is None:
            continue
        if found[1].value in functional_calls:
            yield _Loss(layer, *found)


def _is_never_read(
    analysis: Analysis, layer: LayerApplication, in_models: AbstractSet[Site]
) -> bool:
    """Whether a layer that goes on from what a model is made of gives its output a name that the
    whole file does not read."""
    name = _target(enclosing_of(analysis.file.tree).parent(layer.site.node))
    producers = [tensor.producer for tensor in layer.inputs if tensor.producer is not None]
    if name is None or name.startswith("_") or not producers:
        return False
    if not all(analysis.applications[number].constructor in in_models for number in producers):
        return False
    return not any(
        (isinstance(node, ast.Name) and node.id == name and not isinstance(node.ctx, ast.Store))
        or (isinstance(node, ast.Constant) and node.value == name)
        for node in ast.walk(analysis.file.tree)
    )


def _overwritten(enclosing: Enclosing, call: ast.expr) -> tuple[str, ast.Assign] | None:
    """The name that is assigned what `call` gives, and the assignment that takes it away before
    anything reads it."""
    statement = enclosing.parent(call)
    name = _target(statement)
    if name is None or not isinstance(statement, ast.Assign):
        return None
    block = enclosing.block(statement)
    number = next(index for index, other in enumerate(block) if other is statement)
    for following in block[number + 1 :]:
        uses = [
            node for node in ast.walk(following) if isinstance(node, ast.Name) and node.id == name
        ]
        if isinstance(following, ast.FunctionDef | ast.ClassDef | ast.Try):
            return None
        if _begins_anew(following):
            return None
        if not uses:
            continue
        is_plain = _target(following) == name and len(uses) == 1
        return (name, following) if is_plain and isinstance(following, ast.Assign) else None
    return None


def _begins_anew(statement: ast.stmt) -> bool:
    """Whether another input is made: files of snippets, such as a book's notebook, show one small
    graph after the other, and what comes before is finished."""
    return any(
        isinstance(node, ast.Call)
        and (dotted_name(node.func) or "").rpartition(".")[2] in ("Input", "InputLayer")
        for node in ast.walk(statement)
    )


def _target(statement: ast.AST | None) -> str | None:
    """The one name that an assignment gives a value."""
    if not isinstance(statement, ast.Assign) or len(statement.targets) != 1:
        return None
    target = statement.targets[0]
    return target.id if isinstance(target, ast.Name) else None


def _fixes(context: RuleContext, loss: _Loss, value: ast.expr) -> Iterator[Fix]:
    """The layer that comes next is called on what is lost."""
    file = context.analysis.file
    if not isinstance(value, ast.Call) or len(value.args) != 1 or value.keywords:
        return
    extent = extent_of(file, value.args[0])
    edits = (replacement(file, extent.start, extent.end, loss.name),)
    tried = context.what_if(edits)
    if tried is None or len(list(_losses(tried))) >= len(list(_losses(context.analysis))):
        return
    if len(tried.unknown_layers) <= len(context.analysis.unknown_layers):
        title = translate(
            "Call the next layer on {name}: {layer} is then used",
            name=loss.name,
            layer=loss.layer.class_name,
        )
        yield Fix(title, edits, preferred=True)


_PROGRAM = """\
import keras
from keras import layers

inputs = keras.Input((20,))
x = layers.Dense(64, activation="relu")(inputs)
x = layers.Dense(32, activation="relu")(%s)
outputs = layers.Dense(1)(x)
model = keras.Model(inputs, outputs)
"""

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
