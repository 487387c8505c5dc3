"""Hovers: what a layer or a model is, in full."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from keras_lens.ide.layer_text import (
    layer_markdown,
    model_markdown,
    outcomes_markdown,
    unknown_markdown,
)
from keras_lens.interpreter.sites import Site
from keras_lens.models.analysis import Analysis
from keras_lens.models.records import LayerApplication, ModelRecord, UnknownLayer
from keras_lens.rules.findings import Finding
from keras_lens.rules.registry import SUBJECTS
from keras_lens.syntax.source import SourceFile
from keras_lens.syntax.spans import Position, Span

_OF_REFUSALS = frozenset(rule.identifier for rule in SUBJECTS["refusals"])


@dataclass(frozen=True, slots=True)
class Hover:
    """`text` is Markdown. `summary_of` is the key of the model whose summary can be opened
    from here, None where there is none."""

    span: Span
    text: str
    summary_of: int | None = None


def hover(analysis: Analysis, position: Position, findings: Sequence[Finding] = ()) -> Hover | None:
    """What there is to say about the thing at `position`.

    findings: those of the rules. What one of them tells of a refused layer is said in its words;
        at its own place nothing is added, for an editor shows it there.
    """
    return _model_hover(analysis, position) or _layer_hover(analysis, position, findings)


def model_at(analysis: Analysis, position: Position) -> ModelRecord | None:
    """The model whose name, or whose constructor's name, is at `position`."""
    for model in analysis.models:
        if _callee_span(model.site).contains(position):
            return model
    name = _name_at(analysis.file, position)
    named = [model for model in analysis.models if name is not None and name.id in model.names]
    above = [model for model in named if model.site.span.start.line <= position.line]
    return above[-1] if above else None


def _model_hover(analysis: Analysis, position: Position) -> Hover | None:
    model = model_at(analysis, position)
    if model is None:
        return None
    name = _name_at(analysis.file, position)
    span = _callee_span(model.site) if name is None else analysis.file.span_of(name)
    return Hover(span, model_markdown(model), model.key if model.recipe is not None else None)


def _layer_hover(
    analysis: Analysis, position: Position, findings: Sequence[Finding]
) -> Hover | None:
    at_place: list[LayerApplication] = []
    found: Span | None = None
    for application in analysis.own_applications:
        span = _hovered(application.site, application.constructor, position)
        if span is not None and found in (None, span):
            found = span
            at_place.append(application)
    if found is not None:
        text = layer_markdown(at_place[0]) if len(at_place) == 1 else outcomes_markdown(at_place)
        return Hover(found, text, at_place[0].model_key)
    for layer in analysis.unknown_layers:
        span = _hovered(layer.site, layer.constructor, position)
        if span is not None:
            return Hover(span, unknown_markdown(layer, _told(analysis.file, layer, span, findings)))
    return None


def _told(
    file: SourceFile, layer: UnknownLayer, hovered: Span, findings: Sequence[Finding]
) -> str | None:
    """Why Keras refuses a layer, as a rule tells it; None where none does."""
    if layer.refusal is None:
        return None
    about = [one for one in findings if one.rule in _OF_REFUSALS]
    if any(one.span.overlaps(hovered) for one in about):
        return "Keras refuses it."
    sites = [site for site in (layer.site, layer.constructor) if site.file is file]
    places = [_callee_span(site) for site in sites]
    told = (one.message for one in about if any(one.span.overlaps(place) for place in places))
    return next(told, None)


def _hovered(site: Site, constructor: Site, position: Position) -> Span | None:
    """The part at `position` that stands for the layer: the name of its class where it is
    made, the name by which it is called or added."""
    for place in (constructor, site):
        span = _callee_span(place)
        if span.contains(position):
            return span
    return None


def _callee_span(site: Site) -> Span:
    """The last name of what is called: `Dense` of `layers.Dense(64)`."""
    callee = site.node.func if isinstance(site.node, ast.Call) else site.node
    span = site.file.span_of(callee)
    if not isinstance(callee, ast.Attribute):
        return span
    start = Position(span.end.line, span.end.character - len(callee.attr))
    return Span(start, span.end)


def _name_at(file: SourceFile, position: Position) -> ast.Name | None:
    for node in ast.walk(file.tree):
        if isinstance(node, ast.Name) and file.span_of(node).contains(position):
            return node
    return None
