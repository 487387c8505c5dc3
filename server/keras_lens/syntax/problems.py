"""What is wrong with a text."""

from __future__ import annotations

from dataclasses import dataclass

from keras_lens.syntax.spans import Position, Span


@dataclass(frozen=True)
class SyntaxProblem:
    """A stretch of text that is not Python (yet); everything outside it was understood."""

    message: str
    span: Span

    def moved_down(self, lines: int) -> SyntaxProblem:
        """The same in a text with so many more lines above."""
        start, end = self.span.start, self.span.end
        moved = Span(
            Position(start.line + lines, start.character), Position(end.line + lines, end.character)
        )
        return SyntaxProblem(self.message, moved)
