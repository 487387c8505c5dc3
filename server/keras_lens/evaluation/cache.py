"""Answers that were given before: in memory, and on disk for the next time."""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from pathlib import Path
from typing import Any

import platformdirs

from keras_lens.evaluation.cache_file import CacheFile

_FILE_NAME = "answers-1.sqlite"
_DIRECTORY_VARIABLE = "KERAS_LENS_CACHE_DIR"
_MOST_IN_MEMORY = 20_000
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
        self._memory: OrderedDict[bytes, dict[str, Any]] = OrderedDict()
        self._file = CacheFile((directory or default_directory()) / _FILE_NAME, most_bytes)
        self._lock = threading.Lock()

    def get(self, key: bytes) -> dict[str, Any] | None:
        with self._lock:
            outcome = self._memory.get(key)
            if outcome is None:
                outcome = self._file.get(key)
            if outcome is not None:
                self._keep(key, outcome)
            return outcome

    def put(self, key: bytes, outcome: dict[str, Any]) -> None:
        with self._lock:
            self._keep(key, outcome)
            self._file.put(key, outcome)

    def clear(self) -> None:
        """Forgets everything, on disk too."""
        with self._lock:
            self._memory.clear()
            self._file.clear()

    def close(self) -> None:
        """Lets go of the file; what is in memory stays."""
        with self._lock:
            self._file.close()

    def _keep(self, key: bytes, outcome: dict[str, Any]) -> None:
        self._memory[key] = outcome
        self._memory.move_to_end(key)
        if len(self._memory) > _MOST_IN_MEMORY:
            self._memory.popitem(last=False)
