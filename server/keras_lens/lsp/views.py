"""What a request or an answer speaks of: a text of the client, as a part of the analysed program.

A file is one text. A notebook is analysed as one program, and the client has a text for each cell;
so a feature takes places of the client through the view of the text that they are in, asks it
which places of the program the text holds, and gives places back through it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from lsprotocol import types
from pygls.uris import from_fs_path

from keras_lens.lsp.documents import Document
from keras_lens.lsp.notebooks import CellText, NotebookCells
from keras_lens.lsp.places import Places
from keras_lens.syntax.columns import Encoding, character_of_column, column_of_character
from keras_lens.syntax.notebooks import CellPlace
from keras_lens.syntax.source import SourceFile
from keras_lens.syntax.spans import Position, Span, TextEdit


class View(Protocol):
    """A text of the client. uri, version: of it, as the client has them."""

    @property
    def uri(self) -> str: ...

    @property
    def version(self) -> int: ...

    def holds(self, place: Position | Span) -> bool:
        """Whether a place of the program is in this text."""

    def position(self, position: Position) -> types.Position:
        """For the client; `position` is one that the text holds."""

    def range(self, span: Span) -> types.Range:
        """For the client; `span` is one that the text holds."""

    def position_of(self, position: types.Position) -> Position:
        """From the client; what is past a line or the text counts as its end."""

    def span_of(self, stretch: types.Range) -> Span:
        """From the client."""

    def wording(self, text: str) -> str:
        """A text for the user, in which lines are those that the user sees."""


@dataclass(frozen=True, slots=True)
class FileView(Places):
    """A file, which is the program."""

    uri: str
    version: int

    def holds(self, place: Position | Span) -> bool:
        return True

    def wording(self, text: str) -> str:
        return text


class CellView:
    """A cell of a notebook."""

    def __init__(self, notebook: NotebookCells, index: int, encoding: Encoding) -> None:
        self._code = notebook.code
        self._index = index
        self._encoding = encoding
        self._cell: CellText = notebook.texts[index]
        self._span = notebook.code.span_of(index)

    @property
    def uri(self) -> str:
        return self._cell.uri

    @property
    def version(self) -> int:
        return self._cell.version

    def holds(self, place: Position | Span) -> bool:
        position = place.start if isinstance(place, Span) else place
        return self._span.start.line <= position.line <= self._span.end.line

    def position(self, position: Position) -> types.Position:
        place = self._code.place_of(max(self._span.start, min(position, self._span.end)))
        return self._in_cell(Position(place.line, place.character))

    def range(self, span: Span) -> types.Range:
        return types.Range(self.position(span.start), self.position(span.end))

    def position_of(self, position: types.Position) -> Position:
        line = self._code.line_text(self._index, position.line)
        character = character_of_column(line, position.character, self._encoding)
        return self._code.position_of(CellPlace(self._index, position.line, character))

    def span_of(self, stretch: types.Range) -> Span:
        return Span(self.position_of(stretch.start), self.position_of(stretch.end))

    def wording(self, text: str) -> str:
        return self._code.with_cells(text)

    def edit(self, span: Span, new_text: str) -> types.TextEdit:
        """An edit of the cell; `span` counts within it."""
        return types.TextEdit(
            types.Range(self._in_cell(span.start), self._in_cell(span.end)), new_text
        )

    def _in_cell(self, position: Position) -> types.Position:
        line = self._code.line_text(self._index, position.line)
        column = column_of_character(line, position.character, self._encoding)
        return types.Position(position.line, column)


class Views:
    """All texts that an analysed document consists of. file: what was analysed of it."""

    def __init__(self, document: Document, file: SourceFile, encoding: Encoding) -> None:
        self.document = document
        self._encoding = encoding
        self._file = FileView(file, encoding, document.uri, document.version)
        self._cells: list[CellView] = []
        if document.notebook is not None:
            self._cells = [
                CellView(document.notebook, index, encoding)
                for index in range(len(document.notebook.texts))
            ]

    @property
    def all(self) -> Sequence[View]:
        """The file, or the cells in their order."""
        return [self._file] if self.document.notebook is None else self._cells

    def of(self, uri: str) -> View:
        """The text that the client knows as `uri`: the file or the cell; where the notebook
        itself is meant, its first cell."""
        notebook = self.document.notebook
        if notebook is None or not self._cells:
            return self._file
        return self._cells[notebook.index_of(uri) or 0]

    def at(self, place: Position | Span) -> View:
        """The text that holds a place of the program."""
        notebook = self.document.notebook
        if notebook is None or not self._cells:
            return self._file
        position = place.start if isinstance(place, Span) else place
        return self._cells[notebook.code.place_of(position).cell]

    def location(self, span: Span) -> types.Location:
        """Where a stretch of the program is."""
        view = self.at(span)
        return types.Location(view.uri, view.range(span))

    def location_in(self, file: SourceFile, span: Span) -> types.Location:
        """Where a stretch of the program is, or of a module that it imports."""
        if self._is_own(file):
            return self.location(span)
        uri = from_fs_path(file.path) or self.document.uri
        return types.Location(uri, Places(file, self._encoding).range(span))

    def wording_in(self, file: SourceFile, text: str) -> str:
        """A text for the user that names lines of the program, or of a module that it imports."""
        return self.all[0].wording(text) if self._is_own(file) and self.all else text

    def edits(self, edits: Sequence[TextEdit]) -> list[tuple[View, list[types.TextEdit]]] | None:
        """Edits of the program, by the texts that they are in. None where a part of them cannot
        be made there."""
        notebook = self.document.notebook
        if notebook is None:
            convert = self._file
            found = [types.TextEdit(convert.range(edit.span), edit.new_text) for edit in edits]
            return [(convert, found)]
        in_cells = notebook.code.in_cells(edits)
        if in_cells is None:
            return None
        by_cell: dict[int, list[types.TextEdit]] = {}
        for edit in in_cells:
            converted = self._cells[edit.cell].edit(edit.span, edit.new_text)
            by_cell.setdefault(edit.cell, []).append(converted)
        return [(self._cells[cell], found) for cell, found in by_cell.items()]

    def _is_own(self, file: SourceFile) -> bool:
        return file.path == self.document.path
