"""Diagnostics: the findings of the rules at the severities that the user wants."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from keras_lens.evaluation.evaluation import Evaluation
from keras_lens.interpreter.modules import ModuleFinder
from keras_lens.models.analysis import Analysis, Cancelled, analyse
from keras_lens.rules.checking import findings
from keras_lens.rules.findings import Finding
from keras_lens.syntax.source import parse_source


def diagnostics(
    analysis: Analysis,
    evaluation: Evaluation,
    severities: Mapping[str, str],
    *,
    finder: ModuleFinder | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[Finding]:
    """The findings in a complete analysis (a snapshot has none), in the order of the text.

    severities: rule to severity, for rules that differ from their default; `off` leaves
        their findings out.
    Blocks: each fix is tried on the text, and `evaluation` asked for what comes out.
    Raises Cancelled once `cancelled` says so.
    """
    if not analysis.complete:
        return []

    def reanalyse(path: str, text: str) -> Analysis:
        if cancelled():
            raise Cancelled
        file = parse_source(path, text)
        return analyse(file, evaluation, finder=finder, cancelled=cancelled)

    return findings(analysis, reanalyse, severities)
