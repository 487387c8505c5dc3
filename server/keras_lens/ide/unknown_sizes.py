"""Why a size of a shape is `?`."""

from __future__ import annotations

from collections.abc import Sequence

from keras_lens.localization import translate
from keras_lens.models.analysis import Analysis
from keras_lens.models.records import UNKNOWN, LayerApplication


def why_unknown(applications: Sequence[LayerApplication], analysis: Analysis) -> str | None:
    """A sentence for the user about the `?` in the outputs of these outcomes of one place: where
    the first of them came in. None where there is none."""
    for application in applications:
        if _has_unknown(application):
            return _sentence(_first(application, analysis), application)
    return None


def _sentence(first: LayerApplication, application: LayerApplication) -> str:
    if first.shown_at == application.shown_at:
        return translate("`?` is a size that cannot be known from the program.")
    return translate(
        "`?` is a size that cannot be known from the program. It comes in with line {line}:"
        " `{class_name}`.",
        line=first.shown_at.span.start.line + 1,
        class_name=first.class_name,
    )


def _first(application: LayerApplication, analysis: Analysis) -> LayerApplication:
    """The application from which an unknown size has come; each comes after its producers."""
    first = application
    while True:
        before = next(
            (
                analysis.applications[tensor.producer]
                for tensor in first.inputs
                if tensor.producer is not None and UNKNOWN in tensor.shape
            ),
            None,
        )
        if before is None or before is first or not _has_unknown(before):
            return first
        first = before


def _has_unknown(application: LayerApplication) -> bool:
    return any(UNKNOWN in tensor.shape for tensor in application.outputs)
