"""A bound to the memory of this process.

Weights are never allocated, but a few layers compute constants of their input's size when
they are built, and a request can ask for any size.
"""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path

_MOST_BYTES_MORE = 4 * 1024**3


def limit_memory() -> None:
    """Makes allocations fail that go far beyond what the libraries themselves need.

    Only Linux has a limit that counts what can really be written to; elsewhere the system
    ends the process, and the server takes the question for poisonous.
    """
    if sys.platform != "linux":
        return
    import resource

    with contextlib.suppress(OSError, ValueError):
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        soft = _data_size() + _MOST_BYTES_MORE
        if hard == resource.RLIM_INFINITY or soft < hard:
            resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def _data_size() -> int:
    """Bytes of writable private memory now."""
    for line in Path("/proc/self/status").read_text().splitlines():
        name, _, value = line.partition(":")
        if name == "VmData":
            return int(value.split()[0]) * 1024
    raise ValueError("no VmData")
