"""Symbols: the models of a file with their layers, for an outline and for finding them by name."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from keras_lens.ide.places import callee_span, is_in_text, statements_around
from keras_lens.ide.refused_models import is_refused_layer, refused_by_keras, totals_in_short
from keras_lens.ide.wording import params_text, tensors_text
from keras_lens.interpreter.sites import Site
from keras_lens.models.analysis import Analysis
from keras_lens.models.records import LayerApplication, ModelRecord, UnknownLayer
from keras_lens.syntax.source import SourceFile
from keras_lens.syntax.spans import Position, Span

MOST_SYMBOLS = 5_000
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


@dataclass(frozen=True, slots=True)
class Symbol:
    """A model, or a layer of one.

    span: all that belongs to it. selection: its name, a part of `span`. children: the layers of a
    model.
    """

    name: str
    detail: str
    span: Span
    selection: Span
    children: tuple[Symbol, ...] = ()


def symbols(analysis: Analysis) -> list[Symbol]:
    """The models of a file, in the order of the text, each with its layers."""
    scopes = _Scopes(analysis.file)
    room = MOST_SYMBOLS
    found = []
    for model in analysis.models:
        if room <= 0 or not is_in_text(model.site):
            continue
        found.append(_model(model, analysis, scopes, room))
        room -= 1 + len(found[-1].children)
    return sorted(found, key=lambda one: (one.selection.start, one.span.start))


def matching(found: Sequence[Symbol], query: str) -> list[Symbol]:
    """The models that a user may mean who has typed `query`: its letters are in the name in that
    order, or in the class."""
    return [one for one in found if _is_in(query.lower(), f"{one.name} {one.detail}".lower())]


def _is_in(query: str, text: str) -> bool:
    letters = iter(text)
    return all(letter in letters for letter in query if not letter.isspace())


def _model(model: ModelRecord, analysis: Analysis, scopes: _Scopes, room: int) -> Symbol:
    file = analysis.file
    around = statements_around(file.tree, model.site.node)
    statement = file.span_of(around[-1]) if around else model.site.span
    selection = _bound_name(around, file) or callee_span(model.site)
    shown = model.layers[: max(room - 1, 0)]
    layers = tuple(_layer(layer, selection, analysis) for layer in shown)
    home = scopes.around(statement.start)
    spans = [
        one.span
        for one in layers
        if one.span != selection and scopes.around(one.span.start) == home
    ]
    return Symbol(
        name=model.variable or model.name,
        detail=f"{model.class_name} · {totals_in_short(model, analysis)}",
        span=_around([statement, selection, *spans]),
        selection=selection,
        children=layers,
    )


def _bound_name(around: Sequence[ast.stmt], file: SourceFile) -> Span | None:
    """The name that the statement gives the model."""
    statement = around[-1] if around else None
    targets = statement.targets if isinstance(statement, ast.Assign) else []
    if len(targets) != 1 or not isinstance(targets[0], ast.Name | ast.Attribute):
        return None
    return file.span_of(targets[0])


def _layer(layer: LayerApplication | UnknownLayer, of_model: Span, analysis: Analysis) -> Symbol:
    """One that this file's text does not make stands where its model does."""
    span = selection = of_model
    if layer.site.file is analysis.file and is_in_text(layer.site):
        span = layer.site.span
        selection = _name_of_layer(layer.site, layer.constructor)
    return Symbol(layer.name or layer.class_name, _outcome(layer, analysis), span, selection)


def _name_of_layer(site: Site, constructor: Site) -> Span:
    """Where it is added or called; the name of its class where it is made there."""
    made = callee_span(constructor)
    is_made_there = constructor.file is site.file and is_in_text(constructor)
    return made if is_made_there and _holds(site.span, made) else callee_span(site)


def _outcome(layer: LayerApplication | UnknownLayer, analysis: Analysis) -> str:
    if isinstance(layer, UnknownLayer):
        return f"? · {refused_by_keras()}" if is_refused_layer(layer, analysis) else "?"
    parts = [tensors_text(layer.outputs)]
    if layer.params:
        parts.append(params_text(layer.params))
    return " · ".join(parts)


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _around(spans: Sequence[Span]) -> Span:
    return Span(min(span.start for span in spans), max(span.end for span in spans))


class _Scopes:
    """The functions of a file."""

    def __init__(self, file: SourceFile) -> None:
        functions = (node for node in ast.walk(file.tree) if isinstance(node, _FUNCTIONS))
        self._spans = [file.span_of(node) for node in functions]

    def around(self, position: Position) -> Span | None:
        """The innermost function at a place."""
        spans = [span for span in self._spans if span.start <= position <= span.end]
        return max(spans, key=lambda span: span.start, default=None)
