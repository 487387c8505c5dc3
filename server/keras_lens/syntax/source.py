"""A file's text and what the parser makes of it."""

from __future__ import annotations

import ast
from bisect import bisect_right
from functools import cached_property
from typing import cast

from keras_lens.syntax.columns import character_of_column
from keras_lens.syntax.lines import line_starts
from keras_lens.syntax.problems import SyntaxProblem
from keras_lens.syntax.recovery import BYTE_ORDER_MARK, parse_tolerantly
from keras_lens.syntax.spans import Position, Span

__all__ = ["SourceFile", "SyntaxProblem", "parse_source"]


class SourceFile:
    """A Python text, parsed; broken statements are left out of the tree.

    path: how the user names the file, for messages only.
    text: the text as the editor has it (line ends and tabs as they are, a BOM at most at its
        start).
    tree: the module; every node's position is that of the same code in `text`.
    problems: the statements that are left out, in order.
    """

    def __init__(
        self, path: str, text: str, tree: ast.Module, problems: tuple[SyntaxProblem, ...]
    ) -> None:
        self.path = path
        self.text = text
        self.tree = tree
        self.problems = problems

    @cached_property
    def _line_starts(self) -> list[int]:
        return line_starts(self.text)

    @cached_property
    def _is_ascii(self) -> bool:
        return self.text.isascii()

    def span_of(self, node: ast.AST) -> Span:
        """Where `node` stands. `node` comes from `tree` and has a position."""
        place = cast("ast.expr", node)
        start = self._position_in_tree(place.lineno, place.col_offset)
        if place.end_lineno is None or place.end_col_offset is None:
            return Span(start, start)
        end = self._position_in_tree(place.end_lineno, place.end_col_offset)
        return Span(start, max(start, end))

    def text_of(self, span: Span) -> str:
        """The text at `span`."""
        return self.text[self.offset_of(span.start) : self.offset_of(span.end)]

    def line_text(self, line: int) -> str:
        """Line `line` without its line end."""
        start = self._line_starts[line]
        return self.text[start : start + self._length_of(line)]

    def offset_of(self, position: Position) -> int:
        """The index in `text` (code points); a position past the text counts as its end.

        A character past its line counts as the line's end.
        """
        if position.line >= len(self._line_starts):
            return len(self.text)
        length = self._length_of(position.line)
        return self._line_starts[position.line] + min(position.character, length)

    def position_at(self, offset: int) -> Position:
        """The inverse of `offset_of`."""
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self._line_starts, offset) - 1
        return Position(line, min(offset - self._line_starts[line], self._length_of(line)))

    def _length_of(self, line: int) -> int:
        """The number of characters of a line, its end not counted."""
        start = self._line_starts[line]
        if line + 1 == len(self._line_starts):
            return len(self.text) - start
        end = self._line_starts[line + 1] - 1
        if end > start and self.text[end - 1 : end + 1] == "\r\n":
            end -= 1
        return end - start

    def _position_in_tree(self, line_number: int, byte_column: int) -> Position:
        """The position that `ast` gives as a line from 1 and a column in bytes of UTF-8.

        Brought back into the text: what the parser was given can be longer than the text
        where a statement was mended, and Python before 3.12 misplaces nodes in f-strings.
        """
        line = line_number - 1
        if line >= len(self._line_starts):
            return self.position_at(len(self.text))
        if self._is_ascii:
            return Position(line, min(byte_column, self._length_of(line)))
        content = self.line_text(line)
        mark = 1 if line == 0 and content.startswith(BYTE_ORDER_MARK) else 0
        return Position(line, mark + character_of_column(content[mark:], byte_column, "utf-8"))


def parse_source(path: str, text: str) -> SourceFile:
    """Parses `text`. Never raises for what `text` contains."""
    tree, problems = parse_tolerantly(text)
    return SourceFile(path, text, tree, problems)
