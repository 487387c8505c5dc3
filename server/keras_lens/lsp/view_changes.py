"""Tells the client that a model has changed which it has shown."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import unquote

CHANGED = "kerasLens/modelViewChanged"


class ViewChanges:
    """Says once that there is more to show, and again when the client has asked for it since. So a
    client that has no panel is never told, and a slow one not too often.

    notify: sends a notification of the server's own.
    """

    def __init__(self, notify: Callable[[str, dict[str, str]], object]) -> None:
        self._notify = notify
        self._watched: set[str] = set()

    def watch(self, uri: str) -> None:
        """The client has asked for a model of the document."""
        self._watched.add(unquote(uri))

    def changed(self, uri: str) -> None:
        """More is known of the document's models, or they are others now."""
        if unquote(uri) in self._watched:
            self._watched.discard(unquote(uri))
            self._notify(CHANGED, {"uri": uri})
