"""Answers that were given before: in memory, and on disk for the next time."""

from __future__ import annotations

import json
import os
import threading
import zlib
from collections import OrderedDict
from pathlib import Path
from typing import Any

import platformdirs

from keras_lens.evaluation.cache_file import CacheFile

_FILE_NAME = "answers-1.sqlite"
_DIRECTORY_VARIABLE = "KERAS_LENS_CACHE_DIR"
_MOST_BYTES_IN_MEMORY = 8 * 1024 * 1024
_MOST_BYTES = 64 * 1024 * 1024


def default_directory() -> Path:
    """Where the file lives: `KERAS_LENS_CACHE_DIR`, else the platform's cache folder."""
    chosen = os.environ.get(_DIRECTORY_VARIABLE)
    if chosen:
        return Path(chosen)
    return Path(platformdirs.user_cache_dir("keras-lens", appauthor=False))


class AnswerCache:
    """Outcomes (as JSON objects) by key; safe for threads and for several processes.

    Whatever is wrong with the disk costs speed, never an answer: no method raises for it.
    """

    def __init__(self, directory: Path | None = None, most_bytes: int = _MOST_BYTES) -> None:
        self._memory: OrderedDict[bytes, bytes] = OrderedDict()
        self._bytes_in_memory = 0
        self._clearings = 0
        self._file = CacheFile((directory or default_directory()) / _FILE_NAME, most_bytes)
        self._lock = threading.Lock()

    def get(self, key: bytes) -> dict[str, Any] | None:
        with self._lock:
            packed = self._memory.get(key) or self._file.get(key)
            if packed is None:
                return None
            self._keep(key, packed)
        return _unpack(packed)

    @property
    def clearings(self) -> int:
        """How often everything was forgotten."""
        return self._clearings

    def put(self, key: bytes, outcome: dict[str, Any], asked_after: int | None = None) -> None:
        """Keeps an outcome.

        asked_after: what `clearings` was when it was asked for; one that was asked for before all
            was forgotten is forgotten too.
        """
        packed = zlib.compress(json.dumps(outcome, separators=(",", ":")).encode(), 1)
        with self._lock:
            if asked_after in (None, self._clearings):
                self._keep(key, packed)
                self._file.put(key, packed)

    def clear(self) -> None:
        """Forgets everything, on disk too."""
        with self._lock:
            self._clearings += 1
            self._memory.clear()
            self._bytes_in_memory = 0
            self._file.clear()

    def close(self) -> None:
        """Lets go of the file; what is in memory stays."""
        with self._lock:
            self._file.close()

    def _keep(self, key: bytes, packed: bytes) -> None:
        self._bytes_in_memory += len(packed) - len(self._memory.get(key, b""))
        self._memory[key] = packed
        self._memory.move_to_end(key)
        while self._bytes_in_memory > _MOST_BYTES_IN_MEMORY:
            self._bytes_in_memory -= len(self._memory.popitem(last=False)[1])


def _unpack(packed: bytes) -> dict[str, Any] | None:
    try:
        outcome = json.loads(zlib.decompress(packed))
    except (zlib.error, ValueError):
        return None
    return outcome if isinstance(outcome, dict) else None
