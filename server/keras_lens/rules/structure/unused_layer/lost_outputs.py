"""Layers that are called and whose output nothing can use any more."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from keras_lens.interpreter.sites import Site
from keras_lens.models.analysis import Analysis
from keras_lens.models.records import LayerApplication
from keras_lens.rules.editing.enclosing import Enclosing, enclosing_of
from keras_lens.rules.editing.spelling import dotted_name


@dataclass(frozen=True, slots=True)
class Loss:
    """A layer whose output had the name `name` until `overwriting` gave it another meaning; None
    where nothing reads that name."""

    layer: LayerApplication
    name: str
    overwriting: ast.Assign | None


def losses(analysis: Analysis) -> Iterator[Loss]:
    """The layers of the file whose output is lost."""
    enclosing = enclosing_of(analysis.file.tree)
    in_models = {
        layer.constructor
        for model in analysis.models
        for layer in model.layers
        if isinstance(layer, LayerApplication)
    }
    calls_in_models = {
        layer.site.node for layer in analysis.applications if layer.constructor in in_models
    }
    for layer in _unused_calls(analysis, in_models):
        if _is_never_read(analysis, layer, in_models):
            yield Loss(layer, _target(enclosing.parent(layer.site.node)) or "", None)
            continue
        found = _overwritten(enclosing, layer.site.node)
        if found is not None and found[1].value in calls_in_models:
            yield Loss(layer, *found)


def _unused_calls(analysis: Analysis, in_models: AbstractSet[Site]) -> Iterator[LayerApplication]:
    """The layers of Keras that the file calls at one place, each once, where neither a model nor
    another layer takes what they give."""
    used = {
        analysis.applications[tensor.producer].site
        for layer in analysis.applications
        for tensor in layer.inputs
        if tensor.producer is not None
    }
    sites_of: defaultdict[Site, set[Site]] = defaultdict(set)
    for layer in analysis.applications:
        sites_of[layer.constructor].add(layer.site)
    seen = set()
    for layer in analysis.applications:
        site = layer.site
        if site.file is not analysis.file or layer.constructor.file is not analysis.file:
            continue
        if site in used or site in seen or layer.constructor in in_models:
            continue
        seen.add(site)
        is_of_keras = layer.made is not None  # a model may be called to build it
        if is_of_keras and layer.model_key is None and sites_of[layer.constructor] == {site}:
            yield layer


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
