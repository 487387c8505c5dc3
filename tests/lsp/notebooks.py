"""A notebook in an editor, as one that knows the protocol's notebook documents sends it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lsprotocol import types

from .editor import Editor

URI = "file:///work/model.ipynb"


@dataclass
class Cell:
    """A cell of the notebook. kind: a code cell has a language, Markdown too."""

    text: str
    language: str = "python"
    kind: types.NotebookCellKind = types.NotebookCellKind.Code
    uri: str = ""
    version: int = 1

    @property
    def as_cell(self) -> types.NotebookCell:
        return types.NotebookCell(self.kind, self.uri)

    @property
    def as_text(self) -> types.TextDocumentItem:
        return types.TextDocumentItem(self.uri, self.language, self.version, self.text)


def markdown(text: str) -> Cell:
    return Cell(text, "markdown", types.NotebookCellKind.Markup)


@dataclass
class Notebook:
    """What a user does to a notebook."""

    editor: Editor
    cells: list[Cell] = field(default_factory=list)
    version: int = 1
    uri: str = URI
    _made: int = 0

    def open(self, *cells: Cell | str) -> None:
        self.cells = [self._new(cell) for cell in cells]
        self.editor.client.notebook_document_did_open(
            types.DidOpenNotebookDocumentParams(
                types.NotebookDocument(
                    self.uri, "jupyter-notebook", 1, [cell.as_cell for cell in self.cells]
                ),
                [cell.as_text for cell in self.cells],
            )
        )

    def close(self) -> None:
        self.editor.client.notebook_document_did_close(
            types.DidCloseNotebookDocumentParams(
                types.NotebookDocumentIdentifier(self.uri),
                [types.TextDocumentIdentifier(cell.uri) for cell in self.cells],
            )
        )
        self.cells = []

    def insert(self, index: int, *cells: Cell | str) -> None:
        self.put(index, 0, cells)

    def delete(self, index: int, count: int = 1) -> None:
        self.put(index, count, ())

    def move(self, index: int, to: int) -> None:
        """Sends the stretch that has changed, as VS Code does; no text is opened or closed."""
        order = list(self.cells)
        order.insert(to, order.pop(index))
        start, end = min(index, to), max(index, to) + 1
        self.cells = order
        self.send_structure(start, end - start, [cell.as_cell for cell in order[start:end]])

    def put(self, index: int, count: int, cells: Sequence[Cell | str]) -> None:
        new = [self._new(cell) for cell in cells]
        gone = self.cells[index : index + count]
        self.cells[index : index + count] = new
        self.send_structure(index, count, [cell.as_cell for cell in new], new, gone)

    def send_structure(
        self,
        start: int,
        count: int,
        cells: Sequence[types.NotebookCell],
        opened: Sequence[Cell] = (),
        closed: Sequence[Cell] = (),
    ) -> None:
        structure = types.NotebookDocumentCellChangeStructure(
            types.NotebookCellArrayChange(start, count, cells or None),
            did_open=[cell.as_text for cell in opened] or None,
            did_close=[types.TextDocumentIdentifier(cell.uri) for cell in closed] or None,
        )
        self.send(types.NotebookDocumentCellChanges(structure=structure))

    def rewrite(self, index: int, text: str) -> None:
        """Puts `text` in the place of a cell's."""
        self.cells[index].text = text
        self.change(index, types.TextDocumentContentChangeWholeDocument(text))

    def replace(self, index: int, start: tuple[int, int], end: tuple[int, int], text: str) -> None:
        """Types `text` over what is between two places (line, column) of a cell."""
        stretch = types.Range(types.Position(*start), types.Position(*end))
        self.change(index, types.TextDocumentContentChangePartial(range=stretch, text=text))

    def change(self, index: int, *changes: types.TextDocumentContentChangeEvent) -> None:
        cell = self.cells[index]
        cell.version += 1
        document = types.VersionedTextDocumentIdentifier(cell.version, cell.uri)
        content = types.NotebookDocumentCellContentChanges(document, changes)
        self.send(types.NotebookDocumentCellChanges(text_content=[content]))

    def save(self) -> None:
        self.editor.client.notebook_document_did_save(
            types.DidSaveNotebookDocumentParams(types.NotebookDocumentIdentifier(self.uri))
        )

    def send(self, changes: types.NotebookDocumentCellChanges, uri: str = "") -> None:
        self.version += 1
        self.editor.client.notebook_document_did_change(
            types.DidChangeNotebookDocumentParams(
                types.VersionedNotebookDocumentIdentifier(self.version, uri or self.uri),
                types.NotebookDocumentChangeEvent(cells=changes),
            )
        )

    def apply(self, edit: types.WorkspaceEdit) -> None:
        """Makes the changes of an action, each in the version of the cell that it names."""
        for one in edit.document_changes or ():
            assert isinstance(one, types.TextDocumentEdit)
            index = [cell.uri for cell in self.cells].index(one.text_document.uri)
            assert one.text_document.version == self.cells[index].version
            self.rewrite(index, _after(self.cells[index].text, one.edits))

    async def hints(self) -> list[list[tuple[int, str]]]:
        """The hints of each cell, as lines and labels."""
        return [await self.editor.hints(cell.uri) for cell in self.cells]

    async def diagnostics(self, index: int) -> list[types.Diagnostic]:
        """Those of a cell in its newest version, once they are there."""
        cell = self.cells[index]
        return await self.editor.diagnostics(cell.uri, cell.version)

    def told(self, uri: str) -> list[types.Diagnostic]:
        """What was last published of a text."""
        found = [one for one in self.editor.published if one.uri == uri]
        return list(found[-1].diagnostics) if found else []

    def _new(self, cell: Cell | str) -> Cell:
        new = Cell(cell) if isinstance(cell, str) else cell
        if not new.uri:
            new.uri = f"vscode-notebook-cell:/work/model.ipynb#W{self._made}sZmlsZQ%3D%3D"
            self._made += 1
        return new


def _after(text: str, edits: Sequence[object]) -> str:
    """`text`, in which every character is one unit, after edits that do not overlap."""
    lines = text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:index]) for index in range(len(lines))]
    made = [edit for edit in edits if isinstance(edit, types.TextEdit)]
    for edit in sorted(made, key=_start, reverse=True):
        first, last = edit.range.start, edit.range.end
        assert last.line < len(lines)
        assert last.character <= len(lines[last.line])
        start, end = starts[first.line] + first.character, starts[last.line] + last.character
        text = text[:start] + edit.new_text + text[end:]
    return text


def _start(edit: types.TextEdit) -> tuple[int, int]:
    return edit.range.start.line, edit.range.start.character
