"""Tells the client that a model has changed which it has shown."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import unquote

from keras_lens.lsp.documents import Document

CHANGED = "kerasLens/modelViewChanged"


class ModelChanges:
    """Says once that there is more to show, and again when the client has asked for it since. So a
    client that has no panel is never told, and a slow one not too often.

    notify: sends a notification of the server's own.
    """

    def __init__(self, notify: Callable[[str, dict[str, str]], object]) -> None:
        self._notify = notify
        self._watched: dict[str, str] = {}

    def watch(self, uri: str) -> None:
        """The client has asked for a model of the document, or of the cell of a notebook."""
        self._watched[unquote(uri)] = uri

    def changed(self, document: Document) -> None:
        """More is known of the document's models, or they are others now."""
        for key in document.keys:
            uri = self._watched.pop(key, None)
            if uri is not None:
                self._notify(CHANGED, {"uri": uri})
