"""Has the client fetch the symbols of its documents anew."""

from __future__ import annotations

import asyncio
import logging

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from keras_lens.lsp import capabilities

_LOG = logging.getLogger(__name__)
_PROBE = "kerasLens.symbols"


class SymbolRefresh:
    """The protocol has no request for it. Clients look again when who gives symbols changes; so
    something that gives them for no document at all is registered for a moment."""

    def __init__(self, server: LanguageServer, client: types.ClientCapabilities) -> None:
        self._server = server
        self._is_possible = capabilities.refreshes_symbols(client)
        self._is_due = False
        self._tasks: set[asyncio.Task[None]] = set()

    def shown_incomplete(self) -> None:
        """The client was told something that was not the last word."""
        self._is_due = self._is_possible

    def send(self) -> None:
        """Only where it is due."""
        if self._is_due:
            self._is_due = False
            task = asyncio.ensure_future(self._register_and_take_back())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _register_and_take_back(self) -> None:
        method = types.TEXT_DOCUMENT_DOCUMENT_SYMBOL
        options = {"documentSelector": [{"scheme": _PROBE}]}
        added = types.RegistrationParams([types.Registration(_PROBE, method, options)])
        removed = types.UnregistrationParams([types.Unregistration(_PROBE, method)])
        try:
            await self._server.client_register_capability_async(added)
            await self._server.client_unregister_capability_async(removed)
        except Exception as problem:  # a client that refuses shows the symbols with the next edit
            _LOG.debug("The client does not register symbols: %r", problem)
