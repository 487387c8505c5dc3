"""The code cells of a notebook as one program, and the way back to the cells."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from keras_lens.syntax.lines import line_starts
from keras_lens.syntax.notebooks.magics import without_magics
from keras_lens.syntax.spans import Position, Span, TextEdit

MARKER = "# %%\n"
"""What begins a cell in the program, as in scripts: comments at its top are about the cell."""

_BLOCK = "if True:\n"
"""Stands above a cell whose lines are all indented: notebooks take the indentation away."""

_LINE = re.compile(r"\bline (\d+)\b|第 (\d+) 行")
"""How messages name a line, in each language that they are in."""


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A place in a code cell. cell, line, character: from 0; cells that are not code do not
    count."""

    cell: int
    line: int
    character: int


@dataclass(frozen=True, slots=True)
class CellEdit:
    """Replaces what stands at `span` of a cell; lines of the cell count from 0."""

    cell: int
    span: Span
    new_text: str


@dataclass(frozen=True, slots=True)
class _Cell:
    """A code cell.

    code: as it stands in the notebook, line ends made line feeds. marker, first, last: the lines
    of the program in which its marker, its first and its last line are. changed: its lines (from
    0) that are no Python.
    """

    code: str
    marker: int
    first: int
    last: int
    changed: frozenset[int]

    @property
    def lines(self) -> list[str]:
        return self.code.split("\n")

    @property
    def end(self) -> Position:
        return Position(len(self.lines) - 1, len(self.lines[-1]))


class CodeCells:
    """codes: in the order of the document.

    program: what the kernel runs when all cells are run in order; magics are left out, each cell
    starts with `# %%`. A line of Python has the same columns in both.
    """

    def __init__(self, codes: Sequence[str]) -> None:
        self._cells: list[_Cell] = []
        parts: list[str] = []
        line = 0
        for given in codes:
            code = given.replace("\r\n", "\n").replace("\r", "\n")
            python, changed = without_magics(code)
            if not python.endswith("\n"):
                python += "\n"
            head = MARKER + (_BLOCK if _is_indented(python) else "")
            first = line + head.count("\n")
            end = first + python.count("\n")
            self._cells.append(_Cell(code, line, first, end - 1, changed))
            parts.append(head + python)
            line = end
        self.program = "".join(parts)

    def __len__(self) -> int:
        return len(self._cells)

    def code(self, cell: int) -> str:
        """A cell as it stands in the notebook, with line feeds."""
        return self._cells[cell].code

    def place_of(self, position: Position) -> CellPlace:
        """Where a place of the program is. A marker counts as the end of the cell before it; the
        first one as the start of its cell."""
        index = self._cell_of(position)
        if not self._cells or position.line < self._cells[index].first:
            return CellPlace(0, 0, 0)
        lines = self._cells[index].lines
        line = position.line - self._cells[index].first
        if line >= len(lines):
            return CellPlace(index, len(lines) - 1, len(lines[-1]))
        return CellPlace(index, line, min(position.character, len(lines[line])))

    def position_of(self, place: CellPlace) -> Position:
        """Where a place of a cell is in the program; what is past a cell counts as its end."""
        cell = self._cells[place.cell]
        line = min(place.line, len(cell.lines) - 1)
        character = place.character if line == place.line else len(cell.lines[line])
        return Position(cell.first + line, min(character, len(cell.lines[line])))

    def span_of(self, cell: int) -> Span:
        """Where a cell is in the program."""
        one = self._cells[cell]
        return Span(Position(one.first, 0), Position(one.first + one.end.line, one.end.character))

    def cell_starting_at(self, line: int) -> int | None:
        """The cell whose marker is a line of the program."""
        markers = [cell.marker for cell in self._cells]
        return markers.index(line) if line in markers else None

    def is_in_cell(self, line: int) -> bool:
        """Whether a line of the program is one of a cell."""
        return any(cell.first <= line <= cell.last for cell in self._cells)

    def line_text(self, cell: int, line: int) -> str:
        """A line of a cell as it stands in the notebook, magics included."""
        lines = self._cells[cell].lines if cell < len(self._cells) else []
        return lines[line] if line < len(lines) else ""

    def with_cells(self, message: str) -> str:
        """A message, in which `line 40` of the program is `cell 3, line 7` of the notebook."""

        def in_cell(match: re.Match[str]) -> str:
            number = int(match[1] or match[2])
            place = self.place_of(Position(max(number - 1, 0), 0))
            if match[1] is None:
                return f"第 {place.cell + 1} 个单元格第 {place.line + 1} 行"
            return f"cell {place.cell + 1}, line {place.line + 1}"

        return _LINE.sub(in_cell, message)

    def in_cells(self, edits: Sequence[TextEdit]) -> list[CellEdit] | None:
        """Edits of the program as edits of its cells, in their order. None where they touch what
        is no Python, or what the notebook does not have."""
        found: list[CellEdit] = []
        for edit in edits:
            index = self._cell_of(edit.span.start)
            converted = self._in_cell(index, edit) if self._cells else None
            if converted is None:
                return None
            found.append(converted)
        return found

    def code_after(self, cell: int, edits: Sequence[CellEdit]) -> str:
        """A cell after edits of it that do not overlap."""
        code = self._cells[cell].code
        starts = line_starts(code)
        for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
            start = starts[edit.span.start.line] + edit.span.start.character
            end = starts[edit.span.end.line] + edit.span.end.character
            code = code[:start] + edit.new_text + code[end:]
        return code

    def _cell_of(self, position: Position) -> int:
        """The cell whose lines, or whose end, a place of the program belongs to."""
        starts = [cell.first for cell in self._cells]
        return max(bisect_right(starts, position.line) - 1, 0)

    def _in_cell(self, index: int, edit: TextEdit) -> CellEdit | None:
        cell, span = self._cells[index], edit.span
        if span.start.line < cell.first:  # in front of the first marker
            at_start = span.start == span.end == Position(span.start.line, 0)
            if not at_start or cell.code.lstrip().startswith("%%"):
                return None
            return CellEdit(index, Span(Position(0, 0), Position(0, 0)), edit.new_text)
        start = Position(span.start.line - cell.first, span.start.character)
        end = Position(span.end.line - cell.first, span.end.character)
        behind = Position(cell.last - cell.first + 1, 0)
        within = end.line + (end.character > 0 or start == end)
        if end > behind or cell.changed & set(range(start.line, within)):
            return None
        if end == behind and not cell.code.endswith("\n"):
            return self._at_end(index, start, edit.new_text)
        return CellEdit(index, Span(start, end), edit.new_text)

    def _at_end(self, index: int, start: Position, new_text: str) -> CellEdit:
        """An edit up to the line behind the last one, which the program has and the cell has
        not."""
        cell = self._cells[index]
        if start > cell.end:
            return CellEdit(index, Span(cell.end, cell.end), f"\n{new_text.removesuffix(chr(10))}")
        if not new_text and start.character == 0 and start.line > 0:
            above = start.line - 1
            start = Position(above, len(cell.lines[above]))
        return CellEdit(index, Span(start, cell.end), new_text.removesuffix("\n"))


def _is_indented(python: str) -> bool:
    """Whether a cell starts with an indented line of Python."""
    lines = [line for line in python.split("\n") if line.strip() and line.strip()[0] != "#"]
    if not lines:
        return False
    blanks = lines[0][: -len(lines[0].lstrip(" \t\f"))]
    return blanks.rpartition("\f")[2] != ""  # a form feed begins the indentation anew
