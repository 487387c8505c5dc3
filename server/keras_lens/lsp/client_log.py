"""The log, on stderr and in the client's log."""

from __future__ import annotations

import asyncio
import logging
import sys

from lsprotocol import types
from pygls.lsp.server import LanguageServer

_KINDS = (
    (logging.ERROR, types.MessageType.Error),
    (logging.WARNING, types.MessageType.Warning),
    (logging.INFO, types.MessageType.Info),
)


def log_to_stderr() -> None:
    """Sends every logger's records to stderr; stdout belongs to the protocol."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
    # It reports as errors what is none (an answer that is out of date); `Server` logs the rest.
    logging.getLogger("pygls").setLevel(logging.CRITICAL)


class ClientLog(logging.Handler):
    """Sends records to the client as `window/logMessage`; works from every thread."""

    def __init__(self, server: LanguageServer) -> None:
        super().__init__()
        self._server = server
        self._loop = asyncio.get_running_loop()

    def emit(self, record: logging.LogRecord) -> None:
        kind = next((kind for level, kind in _KINDS if record.levelno >= level), None)
        params = types.LogMessageParams(kind or types.MessageType.Log, self.format(record))
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._server.window_log_message, params)
