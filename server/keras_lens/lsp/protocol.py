"""The protocol's machine, adapted from pygls."""

from __future__ import annotations

from typing import Any

from cattrs import Converter
from lsprotocol import types
from pygls.protocol import (
    JsonRPCNotification,
    JsonRPCRequestMessage,
    JsonRPCResponseMessage,
    LanguageServerProtocol,
    default_converter,
)


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
            types.NOTEBOOK_DOCUMENT_DID_OPEN,
            types.NOTEBOOK_DOCUMENT_DID_CHANGE,
            types.NOTEBOOK_DOCUMENT_DID_CLOSE,
        ):
            del self.fm.builtin_features[method]


def plain_converter() -> Converter:
    """Gives what is in messages that the protocol does not name as it came: dicts and lists.

    pygls makes objects of it, and fails where a name is not fit for an attribute.
    """
    converter: Converter = default_converter()  # type: ignore[no-untyped-call]
    for message in (JsonRPCRequestMessage, JsonRPCNotification, JsonRPCResponseMessage):
        converter.register_structure_hook(message, _as_it_came)
    return converter


def _as_it_came(message: dict[str, Any], kind: type[Any]) -> Any:
    return kind(**{"params": None, **message} if kind is not JsonRPCResponseMessage else message)
