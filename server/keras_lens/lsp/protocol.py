"""The protocol's machine, adapted from pygls."""

from __future__ import annotations

from lsprotocol import types
from pygls.protocol import LanguageServerProtocol


class Protocol(LanguageServerProtocol):
    """Leaves the texts of documents to the server's own handlers.

    pygls would keep them too, with lines that end at form feeds and Unicode's separators,
    where the protocol has none; and it changes the positions that it is given.
    """

    def _register_builtin_features(self) -> None:
        super()._register_builtin_features()  # type: ignore[no-untyped-call]
        for method in (
            types.TEXT_DOCUMENT_DID_OPEN,
            types.TEXT_DOCUMENT_DID_CHANGE,
            types.TEXT_DOCUMENT_DID_CLOSE,
        ):
            del self.fm.builtin_features[method]
