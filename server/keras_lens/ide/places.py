"""Where layers and models stand in the text: the names that stand for them, the statements."""

from __future__ import annotations

import ast

from keras_lens.interpreter.sites import Site
from keras_lens.models.analysis import Analysis
from keras_lens.models.records import ModelRecord
from keras_lens.rules.editing.enclosing import enclosing_of
from keras_lens.syntax.source import SourceFile
from keras_lens.syntax.spans import Position, Span


def model_at(analysis: Analysis, position: Position) -> ModelRecord | None:
    """The model whose name, or whose constructor's name, is at `position`."""
    for model in analysis.models:
        if callee_span(model.site).contains(position):
            return model
    name = name_at(analysis.file, position)
    named = [model for model in analysis.models if name is not None and name.id in model.names]
    above = [model for model in named if model.site.span.start.line <= position.line]
    return above[-1] if above else None


def is_in_text(site: Site) -> bool:
    """Whether it is a place in a file, not the place of what Keras does by itself."""
    return hasattr(site.node, "lineno")


def callee_span(site: Site) -> Span:
    """The last name of what is called: `Dense` of `layers.Dense(64)`."""
    callee = site.node.func if isinstance(site.node, ast.Call) else site.node
    span = site.file.span_of(callee)
    if not isinstance(callee, ast.Attribute):
        return span
    start = Position(span.end.line, span.end.character - len(callee.attr))
    return Span(start, span.end)


def name_at(file: SourceFile, position: Position) -> ast.Name | None:
    for node in ast.walk(file.tree):
        if isinstance(node, ast.Name) and file.span_of(node).contains(position):
            return node
    return None


def statements_around(tree: ast.Module, node: ast.AST) -> list[ast.stmt]:
    """The statements around `node`, from the outermost to the one that is part of none."""
    around = [node, *enclosing_of(tree).ancestors(node)]
    return [one for one in reversed(around) if isinstance(one, ast.stmt)]
