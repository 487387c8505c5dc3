"""Hovers: what a layer or a model is, in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from keras_lens.ide.keras_reference import KerasReference
from keras_lens.ide.layer_text import applications_markdown, model_markdown, unknown_markdown
from keras_lens.ide.places import callee_span, model_at, name_at
from keras_lens.ide.refused_models import is_refused_model
from keras_lens.interpreter.sites import Site
from keras_lens.localization import translate
from keras_lens.models.analysis import Analysis
from keras_lens.models.records import LayerApplication, UnknownLayer
from keras_lens.rules.findings import Finding
from keras_lens.rules.registry import SUBJECTS
from keras_lens.syntax.source import SourceFile
from keras_lens.syntax.spans import Position, Span

_OF_REFUSALS = frozenset(rule.identifier for rule in SUBJECTS["refusals"])


@dataclass(frozen=True, slots=True)
class Hover:
    """`text` is Markdown.

    summary_of: the key of the model that can be shown from here, None where there is none.
    page: the address of a page about the class. made: where the layer is made, where that is in
    another line. calls: the places in other lines that call it.
    """

    span: Span
    text: str
    summary_of: int | None = None
    page: str | None = None
    made: Site | None = None
    calls: tuple[Site, ...] = ()


def hover(
    analysis: Analysis,
    position: Position,
    findings: Sequence[Finding] = (),
    reference: KerasReference | None = None,
) -> Hover | None:
    """What there is to say about the thing at `position`.

    findings: those of the rules. What one of them tells of a refused layer is said in its words;
        at its own place nothing is added, for an editor shows it there.
    reference: what can be read about Keras's classes.
    """
    known = reference or KerasReference()
    return _model_hover(analysis, position, known) or _layer_hover(
        analysis, position, findings, known
    )


def _model_hover(analysis: Analysis, position: Position, reference: KerasReference) -> Hover | None:
    model = model_at(analysis, position)
    if model is None:
        return None
    name = name_at(analysis.file, position)
    span = callee_span(model.site) if name is None else analysis.file.span_of(name)
    about = reference.about(model)
    sentence = None if about.page else about.sentence  # what a model of Keras is, users know
    key = model.key if model.recipe is not None else None
    is_refused = is_refused_model(model, analysis)
    return Hover(span, model_markdown(model, sentence, is_refused), key, about.page)


def _layer_hover(
    analysis: Analysis,
    position: Position,
    findings: Sequence[Finding],
    reference: KerasReference,
) -> Hover | None:
    at_place: list[LayerApplication] = []
    found: Span | None = None
    for application in analysis.own_applications:
        span = _hovered(application.site, application.constructor, position)
        if span is not None and found in (None, span):
            found = span
            at_place.append(application)
    if found is not None:
        first, about = at_place[0], reference.about(at_place[0])
        text = applications_markdown(at_place, about.sentence)
        is_one = len({one.constructor for one in at_place}) == 1
        made = first.constructor if is_one and not _is_in_line(first.constructor, found) else None
        calls = tuple(_other_calls(analysis, first, found)) if is_one else ()
        return Hover(found, text, first.model_key, about.page, made, calls)
    for layer in analysis.unknown_layers:
        span = _hovered(layer.site, layer.constructor, position)
        if span is not None:
            about = reference.about(layer)
            why = _told(analysis.file, layer, span, findings)
            return Hover(span, unknown_markdown(layer, why, about.sentence), page=about.page)
    return None


def _is_in_line(site: Site, span: Span) -> bool:
    return site.span.start.line <= span.start.line <= site.span.end.line


def _other_calls(analysis: Analysis, layer: LayerApplication, hovered: Span) -> Iterator[Site]:
    """Where the layer is called in other lines than the one that is looked at, in their order."""
    sites = {one.site for one in calls_of(analysis, layer)}
    for site in sorted(sites, key=lambda one: one.span.start):
        if site != layer.constructor and not _is_in_line(site, hovered):
            yield site


def calls_of(analysis: Analysis, layer: LayerApplication) -> list[LayerApplication]:
    """The calls in the file's text of a layer that is made where `layer` is."""
    return [one for one in analysis.own_applications if one.constructor == layer.constructor]


def _told(
    file: SourceFile, layer: UnknownLayer, hovered: Span, findings: Sequence[Finding]
) -> str | None:
    """Why Keras refuses a layer, as a rule tells it; None where none does."""
    if layer.refusal is None:
        return None
    about = [one for one in findings if one.rule in _OF_REFUSALS]
    if any(one.span.overlaps(hovered) for one in about):
        return translate("Keras refuses it.")
    sites = [site for site in (layer.site, layer.constructor) if site.file is file]
    places = [callee_span(site) for site in sites]
    told = (one.message for one in about if any(one.span.overlaps(place) for place in places))
    return next(told, None)


def _hovered(site: Site, constructor: Site, position: Position) -> Span | None:
    """The part at `position` that stands for the layer: the name of its class where it is
    made, the name by which it is called or added."""
    for place in (constructor, site):
        span = callee_span(place)
        if span.contains(position):
            return span
    return None
