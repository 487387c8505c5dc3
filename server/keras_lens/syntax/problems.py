"""What is wrong with a text."""

from __future__ import annotations

from dataclasses import dataclass

from keras_lens.syntax.spans import Span


@dataclass(frozen=True)
class SyntaxProblem:
    """A stretch of text that is not Python (yet); everything outside it was understood."""

    message: str
    span: Span
