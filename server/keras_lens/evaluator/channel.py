"""JSON lines over standard input and output, out of reach of what libraries print."""

from __future__ import annotations

import json
import os
import queue
import sys
import threading
from collections.abc import Iterator
from typing import Any, BinaryIO


class Channel:
    """The pipe to the server.

    Standard output belongs to the channel alone: whatever else writes there, Python's print
    or native code, goes to standard error. When the server closes its end, by intent or
    because it was killed, this process ends at once, whatever it is doing.
    """

    def __init__(self, incoming: BinaryIO, outgoing: BinaryIO) -> None:
        self._outgoing = outgoing
        self._received: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        threading.Thread(target=self._receive, args=(incoming,), daemon=True).start()

    @classmethod
    def over_standard_streams(cls) -> Channel:
        sys.stdout.flush()
        outgoing = os.fdopen(os.dup(1), "wb")
        incoming = os.fdopen(os.dup(0), "rb")
        os.dup2(2, 1)
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.close(nothing)
        sys.stdout = sys.stderr
        return cls(incoming, outgoing)

    def send(self, message: dict[str, Any]) -> None:
        """Writes one message. Raises OSError when the server is gone."""
        line = json.dumps(message, separators=(",", ":"), ensure_ascii=True)
        self._outgoing.write(line.encode("ascii") + b"\n")
        self._outgoing.flush()

    def messages(self) -> Iterator[dict[str, Any]]:
        """Messages, without end."""
        while True:
            message = json.loads(self._received.get())
            if isinstance(message, dict):
                yield message

    def _receive(self, incoming: BinaryIO) -> None:
        for line in incoming:
            self._received.put(line)
        # TensorFlow's threads have nothing to save, and its own shutdown takes seconds.
        os._exit(0)
