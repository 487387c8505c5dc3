"""The open documents: their texts as the client has them, changed as the client says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote

from lsprotocol import types
from pygls.uris import to_fs_path

from keras_lens.lsp.notebooks import CellText, NotebookCells, OpenNotebook
from keras_lens.syntax.columns import Encoding, character_of_column
from keras_lens.syntax.lines import line_starts, lines_of

_WORTH_A_LOOK = re.compile(r"keras|tensorflow|^\s*(?:from|import)\s", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Document:
    """One version of an open program: of a file, or of a notebook.

    version: of the file's text as the client counts it, of a notebook as this server does.
    notebook: its cells; a file has none. path: how the user names it, for messages.
    """

    uri: str
    version: int
    text: str
    notebook: NotebookCells | None = None

    @property
    def path(self) -> str:
        return to_fs_path(self.uri) or self.uri

    @property
    def texts(self) -> tuple[CellText, ...]:
        """What the client knows by a URI of its own and may ask about: the file, or the cells."""
        if self.notebook is None:
            return (CellText(self.uri, self.version, self.text),)
        return self.notebook.texts

    @property
    def keys(self) -> tuple[str, ...]:
        """The URIs by which it is known, as dictionaries have them."""
        return tuple(dict.fromkeys(map(unquote, (self.uri, *(text.uri for text in self.texts)))))

    @property
    def may_use_keras(self) -> bool:
        """Whether the text, or a module that it imports, can have to do with Keras."""
        return _WORTH_A_LOOK.search(self.text) is not None


class Documents:
    """What the client has open. Documents are known by their URI, however it is quoted."""

    def __init__(self) -> None:
        self.encoding: Encoding = "utf-16"
        self._open: dict[str, Document] = {}
        self._notebooks: dict[str, OpenNotebook] = {}

    def __iter__(self) -> Iterator[Document]:
        return iter(list(self._open.values()))

    def get(self, uri: str) -> Document | None:
        """The newest version of a file, of a notebook, or of the notebook that has this cell; None
        where it is not open."""
        key = unquote(uri)
        return self._open.get(key) or next((one for one in self if key in one.keys), None)

    def open(self, item: types.TextDocumentItem) -> Document | None:
        """The new document; None for a cell, whose text comes with its notebook."""
        known = self.get(item.uri)
        if known is not None and known.notebook is not None:
            return None
        document = Document(item.uri, item.version, item.text)
        self._open[unquote(item.uri)] = document
        return document

    def change(self, params: types.DidChangeTextDocumentParams) -> Document | None:
        """The document's next version, None where it is not open."""
        before = self._open.get(unquote(params.text_document.uri))
        if before is None or before.notebook is not None:
            return None
        text = changed_text(before.text, params.content_changes, self.encoding)
        document = Document(before.uri, params.text_document.version, text)
        self._open[unquote(before.uri)] = document
        return document

    def close(self, uri: str) -> Document | None:
        key = unquote(uri)
        return None if key in self._notebooks else self._open.pop(key, None)

    def open_notebook(self, params: types.DidOpenNotebookDocumentParams) -> Document:
        notebook = OpenNotebook(params, self._changed_text)
        key = unquote(notebook.uri)
        before = self._open.get(key)
        self._notebooks[key] = notebook
        cells = notebook.cells()
        version = 1 if before is None else before.version + 1
        document = Document(notebook.uri, version, cells.code.program, cells)
        for cell in document.keys:
            self._open.pop(cell, None)
        self._open[key] = document
        return document

    def change_notebook(self, params: types.DidChangeNotebookDocumentParams) -> Document | None:
        """The notebook's next version, None where it is not open or its program stays."""
        key = unquote(params.notebook_document.uri)
        notebook, before = self._notebooks.get(key), self._open.get(key)
        if notebook is None or before is None or params.change.cells is None:
            return None
        notebook.change(params.change.cells)
        cells = notebook.cells()
        if before.notebook is not None and before.notebook.texts == cells.texts:
            return None
        document = replace(
            before, version=before.version + 1, text=cells.code.program, notebook=cells
        )
        self._open[key] = document
        return document

    def close_notebook(self, uri: str) -> Document | None:
        is_open = self._notebooks.pop(unquote(uri), None) is not None
        return self.close(uri) if is_open else None

    def _changed_text(
        self, text: str, changes: Sequence[types.TextDocumentContentChangeEvent]
    ) -> str:
        return changed_text(text, changes, self.encoding)


def changed_text(
    text: str, changes: Sequence[types.TextDocumentContentChangeEvent], encoding: Encoding
) -> str:
    """`text` after `changes`, each of which speaks of the text that the one before left."""
    for change in changes:
        if isinstance(change, types.TextDocumentContentChangePartial):
            start = _offset(text, change.range.start, encoding)
            end = max(start, _offset(text, change.range.end, encoding))
            text = text[:start] + change.text + text[end:]
        else:
            text = change.text
    return text


def _offset(text: str, position: types.Position, encoding: Encoding) -> int:
    """The index in `text`; what is past a line or the text counts as its end."""
    starts = line_starts(text)
    if position.line >= len(starts):
        return len(text)
    line = lines_of(text)[position.line]
    return starts[position.line] + character_of_column(line, position.character, encoding)
