"""Model summaries: what `model.summary()` would print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from keras_lens.algebra import Polynomial
from keras_lens.evaluation.evaluation import Evaluation
from keras_lens.evaluation.open_sizes import symbols_in
from keras_lens.evaluation.outcomes import Refusal, Summary, Unanswered
from keras_lens.evaluation.questions import Summarize
from keras_lens.ide.layer_text import reason_text
from keras_lens.ide.places import model_at
from keras_lens.localization import all_of, translate, translate_reason
from keras_lens.models.analysis import Analysis
from keras_lens.models.records import ModelRecord, UnknownLayer
from keras_lens.rules.views.refusal_words import words_of
from keras_lens.syntax.spans import Position, Span


class NoSummary(Exception):
    """There is no summary to show; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class SummaryTarget:
    """A model of the file: its key, the name to show, the line (from 0) where it is made."""

    key: int
    label: str
    line: int


def summary_targets(analysis: Analysis) -> list[SummaryTarget]:
    """The models of the file, in the order of the text."""
    models = {model.key: model for model in analysis.models}
    return sorted(map(_target, models.values()), key=lambda target: (target.line, target.key))


def target_at(analysis: Analysis, position: Position) -> SummaryTarget | None:
    """The model that `position` belongs to: its name or one of its layers is there, or on that
    line, or before and behind it; else it is the nearest one above, or the first one."""
    model = (
        model_at(analysis, position)
        or _model_of_layer(analysis, position)
        or _model_around(analysis, position)
    )
    if model is not None:
        return _target(model)
    targets = summary_targets(analysis)
    above = [target for target in targets if target.line <= position.line]
    return above[-1] if above else next(iter(targets), None)


def summary(analysis: Analysis, key: int, evaluation: Evaluation) -> str:
    """The text of the model `key`, exactly as the installed Keras prints it.

    Raises NoSummary.
    """
    model = next((model for model in analysis.models if model.key == key), None)
    if model is None:
        raise NoSummary(translate("The model is no longer in the file."))
    if model.recipe is None or symbols_in(model.recipe):
        raise NoSummary(_why_not_all_known(model))
    outcome = evaluation.ask(Summarize(model.recipe))
    match outcome:
        case Summary(text=text):
            return text
        case Refusal() as refusal:
            said = translate("Keras refuses the model. {words}", words=words_of(refusal))
            raise NoSummary(said)
        case Unanswered(detail=detail) if detail:
            raise NoSummary(translate_reason(detail))
        case Unanswered():
            raise NoSummary(translate("Keras gave no answer. Try again in a moment."))
    raise NoSummary(translate_reason("Keras gave no answer that fits."))


def _target(model: ModelRecord) -> SummaryTarget:
    label = model.name if model.variable is None else f"{model.variable} ({model.name})"
    return SummaryTarget(model.key, label, model.site.span.start.line)


def _model_of_layer(analysis: Analysis, position: Position) -> ModelRecord | None:
    for model in analysis.models:
        if any(span.contains(position) for span in _spans(model, analysis)):
            return model
    for model in analysis.models:
        if any(_is_on_line(span, position.line) for span in _spans(model, analysis)):
            return model
    return None


def _model_around(analysis: Analysis, position: Position) -> ModelRecord | None:
    """The model between whose parts the line stands; the one that takes the fewest lines."""
    found: list[tuple[int, ModelRecord]] = []
    for model in analysis.models:
        spans = [model.site.span, *_spans(model, analysis)]
        first = min(span.start.line for span in spans)
        last = max(span.end.line for span in spans)
        if first <= position.line <= last:
            found.append((last - first, model))
    return min(found, key=lambda one: one[0])[1] if found else None


def _spans(model: ModelRecord, analysis: Analysis) -> Iterator[Span]:
    """Where its layers are added or called."""
    for layer in model.layers:
        if layer.site.file is analysis.file and hasattr(layer.site.node, "lineno"):
            yield layer.site.span


def _is_on_line(span: Span, line: int) -> bool:
    return span.start.line <= line <= span.end.line


def _why_not_all_known(model: ModelRecord) -> str:
    if isinstance(model.total_params, Polynomial):
        return translate(
            "It depends on {names}, which the program does not say here.",
            names=all_of(sorted(model.total_params.symbols)),
        )
    for layer in model.layers:
        if isinstance(layer, UnknownLayer):
            return translate(
                "`{class_name}` in line {line} is not known. {reason}",
                class_name=layer.class_name,
                line=layer.site.span.start.line + 1,
                reason=reason_text(layer),
            )
    return translate("A part of the model is not known.")
