"""Model summaries: what `model.summary()` would print."""

from __future__ import annotations

from dataclasses import dataclass

from keras_lens.evaluation.evaluation import Evaluation
from keras_lens.models.analysis import Analysis
from keras_lens.syntax.spans import Position


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
    raise NotImplementedError


def target_at(analysis: Analysis, position: Position) -> SummaryTarget | None:
    """The model that `position` belongs to: its name or one of its layers is there, or it is
    the nearest one above, or the only one."""
    raise NotImplementedError


def summary(analysis: Analysis, key: int, evaluation: Evaluation) -> str:
    """The text of the model `key`, exactly as the installed Keras prints it.

    Raises NoSummary.
    """
    raise NotImplementedError
