"""Inlay hints: output shape and parameter count behind each layer."""

from __future__ import annotations

from dataclasses import dataclass

from keras_lens.models.analysis import Analysis
from keras_lens.syntax.spans import Position, Span


@dataclass(frozen=True, slots=True)
class HintOptions:
    """enabled: hints at all. template: text with `{shape}`, `{params}`, `{name}`, `{class}`
    in it. parameters: whether the parameter count is shown."""

    enabled: bool = True
    template: str = "{shape}"
    parameters: bool = True


@dataclass(frozen=True, slots=True)
class Hint:
    """A hint at `position`; `tooltip` is Markdown."""

    position: Position
    label: str
    tooltip: str


def hints(analysis: Analysis, options: HintOptions, within: Span | None = None) -> list[Hint]:
    """The hints of a file, or of the part `within`, in the order of the text."""
    raise NotImplementedError
