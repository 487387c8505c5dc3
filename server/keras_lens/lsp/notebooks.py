"""The open notebooks: their cells and the texts of these, changed as the client says.

Sent by clients that know the notebook documents of the protocol's version 3.17. What a client says
may be odd (an index past the end, a cell that was never opened): as much of it as has a meaning is
taken, the rest is left.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote

from lsprotocol import types

from keras_lens.syntax.notebooks import CodeCells

SYNCHRONISATION = types.NotebookDocumentSyncOptions(
    [
        types.NotebookDocumentFilterWithCells(
            cells=[types.NotebookCellLanguage("python")], notebook=kind
        )
        for kind in ("jupyter-notebook", "interactive")
    ],
    save=True,
)
"""Which notebooks and cells the client is to tell of."""

ContentChanges = Sequence[types.TextDocumentContentChangeEvent]
ChangeText = Callable[[str, ContentChanges], str]


@dataclass(frozen=True, slots=True)
class CellText:
    """One version of the text of a cell."""

    uri: str
    version: int
    text: str
    language: str = "python"


class NotebookCells:
    """The Python cells of one version of a notebook, in order, and the program that they are."""

    def __init__(self, texts: Sequence[CellText]) -> None:
        self.texts = tuple(texts)
        self.code = CodeCells([cell.text for cell in texts])
        self._indices = {unquote(cell.uri): index for index, cell in enumerate(texts)}

    def index_of(self, uri: str) -> int | None:
        """Which of the cells has this URI, however it is quoted."""
        return self._indices.get(unquote(uri))


class OpenNotebook:
    """A notebook as the client has it.

    change_text: makes of a text what the client says of it.
    """

    def __init__(
        self, params: types.DidOpenNotebookDocumentParams, change_text: ChangeText
    ) -> None:
        self.uri = params.notebook_document.uri
        self._change_text = change_text
        self._cells = list(params.notebook_document.cells)
        self._texts: dict[str, CellText] = {}
        self._open(params.cell_text_documents)

    def change(self, changes: types.NotebookDocumentCellChanges) -> None:
        """Cells come, go and move, change their kind, and get other texts."""
        if changes.structure is not None:
            self._change_structure(changes.structure)
        for cell in changes.data or ():
            self._cells = [cell if _same(cell, known) else known for known in self._cells]
        for content in changes.text_content or ():
            key = unquote(content.document.uri)
            if known := self._texts.get(key):
                text = self._change_text(known.text, content.changes)
                self._texts[key] = replace(known, version=content.document.version, text=text)

    def cells(self) -> NotebookCells:
        """Those in Python, as they are now."""
        return NotebookCells(
            [
                text
                for cell in self._cells
                if cell.kind == types.NotebookCellKind.Code
                and (text := self._texts.get(unquote(cell.document))) is not None
                and text.language == "python"
            ]
        )

    def _change_structure(self, structure: types.NotebookDocumentCellChangeStructure) -> None:
        array = structure.array
        start = min(max(array.start, 0), len(self._cells))
        end = start + max(array.delete_count, 0)
        self._cells[start:end] = list(array.cells or ())
        for closed in structure.did_close or ():
            self._texts.pop(unquote(closed.uri), None)
        self._open(structure.did_open or ())

    def _open(self, items: Sequence[types.TextDocumentItem]) -> None:
        for item in items:
            kind = item.language_id
            language = kind.value if isinstance(kind, types.LanguageKind) else kind
            self._texts[unquote(item.uri)] = CellText(item.uri, item.version, item.text, language)


def _same(cell: types.NotebookCell, other: types.NotebookCell) -> bool:
    return unquote(cell.document) == unquote(other.document)
