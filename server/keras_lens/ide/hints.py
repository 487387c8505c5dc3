"""Inlay hints: output shape and parameter count behind each layer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from keras_lens.ide.layer_text import layer_markdown, outcomes_markdown
from keras_lens.ide.wording import brief_params, brief_shapes, count_text
from keras_lens.interpreter.sites import Site
from keras_lens.models.analysis import Analysis
from keras_lens.models.records import LayerApplication, distinct_outcomes
from keras_lens.syntax.source import SourceFile
from keras_lens.syntax.spans import Position, Span

DEFAULT_TEMPLATE = "{shape}"
_CLOSING = " \t,)]}"


@dataclass(frozen=True, slots=True)
class HintOptions:
    """enabled: hints at all. template: text with `{shape}`, `{params}`, `{name}`, `{class}`
    in it. parameters: whether the parameter count is put behind it."""

    enabled: bool = True
    template: str = DEFAULT_TEMPLATE
    parameters: bool = True


@dataclass(frozen=True, slots=True)
class Hint:
    """A hint at `position`. `tooltip` makes its Markdown, which costs more than the label."""

    position: Position
    label: str
    tooltip: Callable[[], str]


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
        Hint(
            _position(spans[site], last_ends, analysis.file),
            _label(at_site, options),
            _tooltip(at_site),
        )
        for site, at_site in outcomes.items()
    ]
    return sorted(
        (hint for hint in found if within is None or within.contains(hint.position)),
        key=lambda hint: hint.position,
    )


def _tooltip(at_site: list[LayerApplication]) -> Callable[[], str]:
    return lambda: layer_markdown(at_site[0]) if len(at_site) == 1 else outcomes_markdown(at_site)


def _position(span: Span, last_ends: Mapping[int, Position], file: SourceFile) -> Position:
    """The end of the expression; behind what closes the line, if no other hint is in the way.

    last_ends: where the last expression ends that has a hint, for each line.
    """
    end = span.end
    line = file.line_text(end.line)
    rest = line[end.character :]
    code = rest.partition("#")[0].rstrip()
    if code.strip(_CLOSING) or last_ends[end.line] > end:
        return end
    return Position(end.line, end.character + len(code))


def _label(applications: Sequence[LayerApplication], options: HintOptions) -> str:
    texts = list(dict.fromkeys(_text(application, options) for application in applications))
    if len(texts) == 1:
        return texts[0]
    shapes = list(dict.fromkeys(brief_shapes(application.outputs) for application in applications))
    if len(shapes) == 1:
        first, last = applications[0].params, applications[-1].params
        return f"{shapes[0]} · {count_text(first)} … {count_text(last)} params ×{len(applications)}"
    between = "→ … →" if len(texts) > 2 else "→"
    first_shape = brief_shapes(applications[0].outputs)
    last_shape = brief_shapes(applications[-1].outputs)
    return f"{first_shape} {between} {last_shape} ×{len(applications)}"


def _text(application: LayerApplication, options: HintOptions) -> str:
    parts = {
        "{shape}": brief_shapes(application.outputs),
        "{params}": count_text(application.params),
        "{name}": application.name,
        "{class}": application.class_name,
    }
    text = options.template or DEFAULT_TEMPLATE
    for placeholder, part in parts.items():
        text = text.replace(placeholder, part)
    if options.parameters and application.params and "{params}" not in options.template:
        text = f"{text} · {brief_params(application.params)}"
    return text
