"""Asks the client to fetch its hints and lenses anew."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

_SECONDS_BETWEEN = 0.3


class Refresh:
    """Passes requests on, but not too many of them; the last one is never lost.

    send: makes the client fetch what it shows of all its visible documents.
    """

    def __init__(self, send: Callable[[], object]) -> None:
        self._send = send
        self._loop = asyncio.get_running_loop()
        self._last = float("-inf")
        self._planned: asyncio.TimerHandle | None = None

    def request(self) -> None:
        """Soon."""
        if self._planned is None:
            wait = self._last + _SECONDS_BETWEEN - self._loop.time()
            self._planned = self._loop.call_later(max(wait, 0), self._refresh)

    def close(self) -> None:
        if self._planned is not None:
            self._planned.cancel()

    def _refresh(self) -> None:
        self._planned = None
        self._last = self._loop.time()
        self._send()
