"""Layers that are made and that no code can call."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from keras_lens.localization import translate
from keras_lens.models.analysis import Analysis
from keras_lens.models.records import UnknownLayer
from keras_lens.rules.editing.enclosing import Enclosing, enclosing_of
from keras_lens.rules.editing.spelling import dotted_name
from keras_lens.syntax.cells import cells_of
from keras_lens.syntax.source import SourceFile


def never_called(analysis: Analysis) -> Iterator[tuple[UnknownLayer, str]]:
    """Each of them once, and why no code can call it, in words for the user."""
    seen = set()
    for layer in analysis.unknown_layers:
        if layer.constructor in seen or not _is_never_called(layer, analysis):
            continue
        seen.add(layer.constructor)
        reason = _why_unused(analysis.file, layer)
        if reason is not None:
            yield layer, reason


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
