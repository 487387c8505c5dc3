"""Tells the client the findings in each text, and takes back those that are no longer there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import unquote

from lsprotocol import types

from keras_lens.lsp.documents import Document

Send = Callable[[types.PublishDiagnosticsParams], object]


class Publishing:
    """What each text was told to have; a notebook has a text for each cell.

    A cell that is as it was is not sent again.
    """

    def __init__(self, send: Send) -> None:
        self._send = send
        self._told: dict[str, dict[str, types.PublishDiagnosticsParams]] = {}

    def publish(self, document: Document, found: Sequence[tuple[str, types.Diagnostic]]) -> None:
        """The findings in a version of a document, each with the URI of its text."""
        before = self._told.get(unquote(document.uri), {})
        told = {
            text.uri: types.PublishDiagnosticsParams(
                text.uri, [one for uri, one in found if uri == text.uri], text.version
            )
            for text in document.texts
        }
        self._told[unquote(document.uri)] = told
        for uri in before.keys() - told.keys():
            self._send(types.PublishDiagnosticsParams(uri, [], None))
        for uri, params in told.items():
            if document.notebook is None or before.get(uri) != params:
                self._send(params)

    def withdraw(self, document: Document, *, is_open: bool = False) -> None:
        """The document has no findings any more, or is closed."""
        versions = {text.uri: text.version for text in document.texts} if is_open else {}
        for uri in self._told.pop(unquote(document.uri), {}):
            self._send(types.PublishDiagnosticsParams(uri, [], versions.get(uri)))
