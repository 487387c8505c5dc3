"""Diagnostics: the findings of the rules at the severities that the user wants, and how they are
told."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping

from keras_lens.evaluation.evaluation import Evaluation
from keras_lens.interpreter.modules import ModuleFinder
from keras_lens.localization import translate
from keras_lens.models.analysis import Analysis, Cancelled, analyse
from keras_lens.rules.checking import findings
from keras_lens.rules.findings import Finding
from keras_lens.rules.registry import SUBJECTS
from keras_lens.syntax.source import parse_source

_MOST_OF_DETAILS = 1_000
"""Characters; Keras's messages may list every argument of a call."""


class Tag(enum.Enum):
    """How an editor may show what a finding is about: faded, or struck through."""

    UNNECESSARY = "unnecessary"
    DEPRECATED = "deprecated"


_UNNECESSARY = frozenset({"assumption-unused", "unused-ignore", "unused-layer"})
_ONLY_WARNED_OF = "input-shape-argument"
"""Of the old ways, the one that Keras 3 still takes."""
_DEPRECATED = frozenset(rule.identifier for rule in SUBJECTS["old-apis"]) - {_ONLY_WARNED_OF}


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


def text_of(finding: Finding) -> str:
    """The message, and below it what Keras says itself."""
    if not finding.details:
        return finding.message
    details = finding.details.strip()
    if len(details) > _MOST_OF_DETAILS:
        details = f"{details[: _MOST_OF_DETAILS - 1]}…"
    return translate("{message}\n\nKeras: {words}", message=finding.message, words=details)


def tags_of(finding: Finding) -> tuple[Tag, ...]:
    """How what stands at the finding may be shown."""
    if finding.rule in _UNNECESSARY:
        return (Tag.UNNECESSARY,)
    return (Tag.DEPRECATED,) if finding.rule in _DEPRECATED else ()
