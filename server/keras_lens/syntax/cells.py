"""Cells of a script: the parts that `# %%` begins, as VS Code and Jupytext have them."""

from __future__ import annotations

import ast
from bisect import bisect_left
from dataclasses import dataclass

from keras_lens.syntax.cell_markers import is_marker
from keras_lens.syntax.headers import first_line
from keras_lens.syntax.source import SourceFile
from keras_lens.syntax.trivia import trivia_of


@dataclass(frozen=True, slots=True)
class Cell:
    """A part of the text; lines count from 0, all included.

    head: the lines in which a comment is about the whole cell: from the comments above its
    marker to what comes before its first statement. Imports may come before.
    """

    first: int
    last: int
    head: tuple[int, int]

    def heads(self, line: int) -> bool:
        return self.head[0] <= line <= self.head[1]


def cells_of(file: SourceFile) -> list[Cell]:
    """The cells, and the whole file, whose head is what comes before the first of them."""
    last = file.position_at(len(file.text)).line
    comments = {
        place.line: comment.text
        for comment in trivia_of(file.text).comments
        if (place := file.position_at(comment.start)).character == 0
    }
    markers = [line for line, text in comments.items() if is_marker(text)]
    starts = [first_line(one) for one in file.tree.body if not _is_preamble(one)]
    tops = [_top(line, comments) for line in markers]
    ends = [*(top - 1 for top in tops[1:]), last][: len(tops)]
    cells = [
        Cell(line, end, (top, _head_end(starts, line, end)))
        for line, top, end in zip(markers, tops, ends, strict=True)
    ]
    before = tops[0] - 1 if tops else last
    return [*cells, Cell(0, last, (0, _head_end(starts, 0, before)))]


def comment_lines(file: SourceFile) -> list[int]:
    """The lines that hold nothing but a comment."""
    lines = []
    for comment in trivia_of(file.text).comments:
        place = file.position_at(comment.start)
        before = file.line_text(place.line)[: place.character]
        if not before.strip(" \t\f\ufeff"):
            lines.append(place.line)
    return lines


def _top(marker: int, comments: dict[int, str]) -> int:
    """The first of the comments directly above a marker."""
    while marker - 1 in comments and not is_marker(comments[marker - 1]):
        marker -= 1
    return marker


def _head_end(starts: list[int], first: int, last: int) -> int:
    """The last line before the first of the statements that start at `starts`."""
    index = bisect_left(starts, first)
    return starts[index] - 1 if index < len(starts) and starts[index] <= last else last


def _is_preamble(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Expr):
        return isinstance(statement.value, ast.Constant)
    return isinstance(statement, ast.Import | ast.ImportFrom)
