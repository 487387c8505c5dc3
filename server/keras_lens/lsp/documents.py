"""The open documents: their texts as the client has them, changed as the client says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from lsprotocol import types
from pygls.uris import to_fs_path

from keras_lens.syntax.columns import Encoding, character_of_column
from keras_lens.syntax.lines import line_starts, lines_of

_WORTH_A_LOOK = re.compile(r"keras|tensorflow|^\s*(?:from|import)\s", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Document:
    """One version of an open text. `path` is how the user names it, for messages."""

    uri: str
    version: int
    text: str

    @property
    def path(self) -> str:
        return to_fs_path(self.uri) or self.uri

    @property
    def may_use_keras(self) -> bool:
        """Whether the text, or a module that it imports, can have to do with Keras."""
        return _WORTH_A_LOOK.search(self.text) is not None


class Documents:
    """What the client has open. Documents are known by their URI, however it is quoted."""

    def __init__(self) -> None:
        self.encoding: Encoding = "utf-16"
        self._open: dict[str, Document] = {}

    def __iter__(self) -> Iterator[Document]:
        return iter(list(self._open.values()))

    def get(self, uri: str) -> Document | None:
        """The document's newest version, None where it is not open."""
        return self._open.get(unquote(uri))

    def open(self, item: types.TextDocumentItem) -> Document:
        document = Document(item.uri, item.version, item.text)
        self._open[unquote(item.uri)] = document
        return document

    def change(self, params: types.DidChangeTextDocumentParams) -> Document | None:
        """The document's next version, None where it is not open."""
        before = self.get(params.text_document.uri)
        if before is None:
            return None
        text = changed_text(before.text, params.content_changes, self.encoding)
        document = Document(before.uri, params.text_document.version, text)
        self._open[unquote(before.uri)] = document
        return document

    def close(self, uri: str) -> Document | None:
        return self._open.pop(unquote(uri), None)


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
