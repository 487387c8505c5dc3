"""Inlay hints: output shape and parameter count behind each layer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from keras_lens.ide.hint_labels import HintOptions, LabelPart, label_of
from keras_lens.ide.keras_reference import KerasReference
from keras_lens.ide.layer_text import applications_markdown
from keras_lens.ide.unknown_sizes import why_unknown
from keras_lens.interpreter.sites import Site
from keras_lens.models.analysis import Analysis
from keras_lens.models.records import LayerApplication, TensorRecord, distinct_outcomes
from keras_lens.syntax.source import SourceFile
from keras_lens.syntax.spans import Position, Span

_CLOSING = " \t,)]}"


@dataclass(frozen=True, slots=True)
class Hint:
    """A hint at `position`.

    outcomes: of the place, in the order of execution. What costs more than the label is made of
    them when the user points at it: `tooltip_of`, `input_of`.
    """

    position: Position
    parts: tuple[LabelPart, ...]
    outcomes: tuple[LayerApplication, ...]

    @property
    def label(self) -> str:
        return "".join(part.text for part in self.parts)

    @property
    def layer(self) -> LayerApplication:
        """The first outcome."""
        return self.outcomes[0]


def hints(analysis: Analysis, options: HintOptions, within: Span | None = None) -> list[Hint]:
    """The hints of a file, or of the part `within`, in the order of the text."""
    if not options.enabled:
        return []
    outcomes: dict[Site, list[LayerApplication]] = {}
    for application in distinct_outcomes(analysis.own_applications):
        outcomes.setdefault(application.shown_at, []).append(application)
    spans = {site: site.span for site in outcomes}
    last_ends: dict[int, Position] = {}
    for span in spans.values():
        last_ends[span.end.line] = max(span.end, last_ends.get(span.end.line, span.end))
    found = [
        Hint(position, tuple(label_of(at_site, options)), tuple(at_site))
        for site, at_site in sorted(outcomes.items(), key=lambda one: spans[one[0]].end)
        for position in [_position(spans[site], last_ends, analysis.file, options)]
        if within is None or within.contains(position)
    ]
    return sorted(found, key=lambda hint: hint.position)


def tooltip_of(hint: Hint, analysis: Analysis, reference: KerasReference) -> str:
    """What there is to say about the place, as Markdown, with what can be read about the layer."""
    sentence = reference.about(hint.layer).sentence
    text = applications_markdown(hint.outcomes, sentence)
    reason = why_unknown(hint.outcomes, analysis)
    return text if reason is None else f"{text}\n\n{reason}"


def input_of(hint: Hint, analysis: Analysis) -> Site | None:
    """The place that gives the layer its input; None where it is not the same for all outcomes."""
    places = {
        _producer_of(tensor, application, analysis)
        for application in hint.outcomes
        for tensor in application.inputs
    }
    place = places.pop() if len(places) == 1 else None
    return place if place is not None and place != hint.layer.shown_at else None


def model_of(hint: Hint, analysis: Analysis) -> int | None:
    """The key of the model that the layer is in, of the first one where it is in several."""
    layer = hint.layer
    if layer.model_key is not None:
        return layer.model_key
    holders = (
        model.key
        for model in analysis.models
        if any(one.constructor == layer.constructor for one in model.layers)
    )
    return next(holders, None)


def _producer_of(
    tensor: TensorRecord, application: LayerApplication, analysis: Analysis
) -> Site | None:
    """The place that gives `tensor`; where it is a model's input, the only one that can be it."""
    if tensor.producer is not None:
        return analysis.applications[tensor.producer].shown_at
    inputs = {
        one.shown_at
        for one in analysis.applications
        if one.class_name == "InputLayer"
        and one.model_key in (None, application.model_key)
        and one.outputs[0].shape == tensor.shape
    }
    return inputs.pop() if len(inputs) == 1 else None


def _position(
    span: Span, last_ends: Mapping[int, Position], file: SourceFile, options: HintOptions
) -> Position:
    """The end of the line where that is wanted. Else the end of the expression; behind what closes
    the line, if no other hint is in the way.

    last_ends: where the last expression ends that has a hint, for each line.
    """
    end = span.end
    line = file.line_text(end.line)
    if options.at_line_end:
        return Position(end.line, len(line.rstrip()))
    rest = line[end.character :]
    code = rest.partition("#")[0].rstrip()
    if code.strip(_CLOSING) or last_ends[end.line] > end:
        return end
    return Position(end.line, end.character + len(code))
