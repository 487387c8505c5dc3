"""A file's text and what the parser makes of it."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from keras_lens.syntax.spans import Position, Span


@dataclass(frozen=True)
class SyntaxProblem:
    """A stretch of text that is not Python (yet); everything outside it was understood."""

    message: str
    span: Span


class SourceFile:
    """A Python text, parsed; broken statements are left out of the tree.

    path: how the user names the file, for messages only.
    text: the text as the editor has it (line ends and tabs as they are, a BOM at most at its
        start).
    tree: the module; every node's position is that of the same code in `text`.
    problems: the statements that are left out, in order.
    """

    path: str
    text: str
    tree: ast.Module
    problems: tuple[SyntaxProblem, ...]

    def span_of(self, node: ast.AST) -> Span:
        """Where `node` stands. `node` comes from `tree` and has a position."""
        raise NotImplementedError

    def text_of(self, span: Span) -> str:
        """The text at `span`."""
        raise NotImplementedError

    def line_text(self, line: int) -> str:
        """Line `line` without its line end."""
        raise NotImplementedError

    def offset_of(self, position: Position) -> int:
        """The index in `text` (code points); a position past the text counts as its end."""
        raise NotImplementedError

    def position_at(self, offset: int) -> Position:
        """The inverse of `offset_of`."""
        raise NotImplementedError


def parse_source(path: str, text: str) -> SourceFile:
    """Parses `text`. Never raises for what `text` contains."""
    raise NotImplementedError
