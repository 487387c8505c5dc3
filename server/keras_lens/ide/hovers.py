"""Hovers: what a layer or a model is, in full."""

from __future__ import annotations

from dataclasses import dataclass

from keras_lens.models.analysis import Analysis
from keras_lens.syntax.spans import Position, Span


@dataclass(frozen=True, slots=True)
class Hover:
    """`text` is Markdown. `summary_of` is the key of the model whose summary can be opened
    from here, None where there is none."""

    span: Span
    text: str
    summary_of: int | None = None


def hover(analysis: Analysis, position: Position) -> Hover | None:
    """What there is to say about the thing at `position`."""
    raise NotImplementedError
