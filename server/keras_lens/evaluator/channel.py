"""JSON lines over standard input and output, out of reach of what libraries print."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO


class Channel:
    """The pipe to the server.

    Standard output belongs to the channel alone: whatever else writes there, Python's print
    or native code, goes to standard error.
    """

    def __init__(self, incoming: BinaryIO, outgoing: BinaryIO) -> None:
        self._incoming = incoming
        self._outgoing = outgoing

    @classmethod
    def over_standard_streams(cls) -> Channel:
        sys.stdout.flush()
        outgoing = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
        incoming = os.fdopen(os.dup(sys.stdin.fileno()), "rb")
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, sys.stdin.fileno())
        os.close(nothing)
        sys.stdout = sys.stderr
        return cls(incoming, outgoing)

    def send(self, message: dict[str, Any]) -> None:
        """Writes one message. Raises OSError when the server is gone."""
        line = json.dumps(message, separators=(",", ":"), ensure_ascii=True)
        self._outgoing.write(line.encode("ascii") + b"\n")
        self._outgoing.flush()

    def messages(self) -> Iterator[dict[str, Any]]:
        """Messages until the server closes its end."""
        for line in self._incoming:
            message = json.loads(line)
            if isinstance(message, dict):
                yield message
