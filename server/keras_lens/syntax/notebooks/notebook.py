"""A notebook's code cells as one program, in the order of the document."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from keras_lens.syntax.lines import line_starts
from keras_lens.syntax.notebooks.magics import without_magics
from keras_lens.syntax.notebooks.positions import Value, positions_in
from keras_lens.syntax.notebooks.rewriting import source_edits
from keras_lens.syntax.spans import Position, TextEdit

MARKER = "# %%\n"
"""What begins a cell in the program, as in scripts: comments at its top are about the cell."""


_BLOCK = "if True:\n"
"""Stands above a cell whose lines are all indented: notebooks take the indentation away."""


class NotebookError(Exception):
    """The text is no notebook that can be read; the message says why."""


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A place in a code cell. cell, line, character: from 0; cells that are not code do not
    count."""

    cell: int
    line: int
    character: int


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
    has_carriage_returns: bool


class Notebook:
    """text: of the `.ipynb` file, without a byte order mark. program: what the kernel runs when
    all cells are run in order; magics are left out, each cell starts with `# %%`."""

    def __init__(self, text: str, codes: Sequence[str]) -> None:
        self.text = text
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
            self._cells.append(_Cell(code, line, first, end - 1, changed, "\r" in given))
            parts.append(head + python)
            line = end
        self.program = "".join(parts)

    def place_of(self, position: Position) -> CellPlace:
        """Where a place of the program is. A marker counts as the end of the cell before it; the
        first one as the start of its cell."""
        index = self._cell_of(position)
        if not self._cells or position.line < self._cells[index].first:
            return CellPlace(0, 0, 0)
        lines = self._cells[index].code.split("\n")
        line = position.line - self._cells[index].first
        if line >= len(lines):
            return CellPlace(index, len(lines) - 1, len(lines[-1]))
        return CellPlace(index, line, min(position.character, len(lines[line])))

    def cell_starting_at(self, line: int) -> int | None:
        """The cell whose marker is a line of the program."""
        markers = [cell.marker for cell in self._cells]
        return markers.index(line) if line in markers else None

    def is_in_cell(self, line: int) -> bool:
        """Whether a line of the program is one of a cell."""
        return any(cell.first <= line <= cell.last for cell in self._cells)

    def line_text(self, cell: int, line: int) -> str:
        """A line of a cell as it stands in the notebook, magics included."""
        lines = self._cells[cell].code.split("\n") if cell < len(self._cells) else []
        return lines[line] if line < len(lines) else ""

    def line_in_file(self, cell: int, line: int) -> int:
        """The line (from 0) of the `.ipynb` file that holds a line of a cell."""
        sources = self._sources
        if cell >= len(sources):
            return 0
        source, at = sources[cell], 0
        for element in source.elements:
            at += str(element.content).count("\n")
            if line < at:
                return self.text.count("\n", 0, element.start)
        last = source.elements[-1] if source.elements else source
        return self.text.count("\n", 0, last.start)

    def after(self, edits: Sequence[TextEdit]) -> str | None:
        """The text of the `.ipynb` file after edits of the program that do not overlap; all but
        the changed lines of the cells stays as it is. None where they touch what is no Python."""
        by_cell: dict[int, list[TextEdit]] = {}
        for edit in sorted(edits, key=lambda edit: edit.span):
            by_cell.setdefault(self._cell_of(edit.span.start), []).append(edit)
        replaced: list[tuple[int, int, str]] = []
        for index, own in by_cell.items():
            code = self._code_after(index, own)
            if code is None:
                return None
            replaced.extend(source_edits(self.text, self._sources[index], code))
        text = self.text
        for start, end, new_text in sorted(replaced, reverse=True):
            text = text[:start] + new_text + text[end:]
        return text

    def _cell_of(self, position: Position) -> int:
        """The cell whose lines, or whose end, a place of the program belongs to."""
        starts = [cell.first for cell in self._cells]
        return max(bisect_right(starts, position.line) - 1, 0)

    def _code_after(self, index: int, edits: Sequence[TextEdit]) -> str | None:
        """A cell's code after edits of the program. Lines that are Python stand in both alike."""
        cell = self._cells[index]
        code = cell.code if cell.code.endswith("\n") else f"{cell.code}\n"
        starts = line_starts(code)
        for edit in reversed(edits):
            span = edit.span
            if span.start.line < cell.first:  # in front of the first marker
                if span.start != span.end or span.start.character > 0:
                    return None
                code = edit.new_text + code
                continue
            first, last = span.start.line - cell.first, span.end.line - cell.first
            within = last + (span.end.character > 0 or span.start == span.end)
            if last >= len(starts) or cell.changed & set(range(first, within)):
                return None
            if last == len(starts) - 1 and span.end.character > 0:  # in the next marker
                return None
            start = starts[first] + span.start.character
            end = starts[last] + span.end.character
            code = code[:start] + edit.new_text + code[end:]
        if not cell.code.endswith("\n"):
            code = code.removesuffix("\n")
        return code.replace("\n", "\r\n") if cell.has_carriage_returns else code

    @cached_property
    def _sources(self) -> list[Value]:
        """Where the sources of the code cells are in the text."""
        cells = positions_in(self.text).member("cells")
        found = []
        for cell in cells.elements if cells else ():
            kind, source = cell.member("cell_type"), cell.member("source")
            if kind and kind.content == "code" and source:
                found.append(source)
        return found


def _is_indented(python: str) -> bool:
    """Whether a cell starts with an indented line of Python."""
    lines = [line for line in python.split("\n") if line.strip() and line.strip()[0] != "#"]
    return bool(lines) and lines[0][0] in " \t"


def read_notebook(text: str) -> Notebook:
    """Reads the text of an `.ipynb` file. Raises NotebookError."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise NotebookError(f"not a notebook: it is not JSON: {problem}") from problem
    if not isinstance(content, dict):
        raise NotebookError("not a notebook: it holds no cells")
    version = content.get("nbformat")
    if isinstance(version, int) and version < 4:
        raise NotebookError(
            f"a notebook of the old format {version}: open it in Jupyter and save it again"
        )
    cells = content.get("cells")
    if not isinstance(cells, list):
        raise NotebookError("not a notebook: it holds no cells")
    language = _language(content)
    if language not in (None, "python"):
        return Notebook(text, [])
    return Notebook(text, list(_codes(cells)))


def _codes(cells: Sequence[object]) -> Iterator[str]:
    for number, cell in enumerate(cells):
        if not isinstance(cell, dict):
            raise NotebookError(f"not a notebook: its cell {number + 1} is no object")
        if cell.get("cell_type") != "code":
            continue
        source = cell.get("source")
        if isinstance(source, list) and all(isinstance(part, str) for part in source):
            yield "".join(source)
        elif isinstance(source, str):
            yield source
        else:
            raise NotebookError(f"not a notebook: its cell {number + 1} has no source")


def _language(content: Mapping[str, object]) -> str | None:
    """The language of the kernel, where the notebook says it."""
    metadata = content.get("metadata")
    for key, name in (("language_info", "name"), ("kernelspec", "language")):
        table = metadata.get(key) if isinstance(metadata, dict) else None
        language = table.get(name) if isinstance(table, dict) else None
        if isinstance(language, str):
            return language.lower()
    return None
