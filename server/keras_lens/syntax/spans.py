"""Places in a text, as every other package names them.

Lines and characters count from 0. A character is one Unicode code point, whatever the
file's encoding or the editor's protocol counts in; `SourceFile` converts.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Position:
    """A point between two characters."""

    line: int
    character: int


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """A stretch of text from `start` up to, but not including, `end`."""

    start: Position
    end: Position

    def contains(self, position: Position) -> bool:
        """Whether `position` is inside or at either edge."""
        return self.start <= position <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a point."""
        return self.start <= other.end and other.start <= self.end


@dataclass(frozen=True, slots=True)
class TextEdit:
    """Replaces the text at `span` by `new_text`."""

    span: Span
    new_text: str
