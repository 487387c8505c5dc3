"""Answers that were given before: in memory, and on disk for the next time."""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import sqlite3
import threading
import time
import zlib
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import platformdirs

from keras_lens.evaluation.environment import Environment
from keras_lens.evaluation.process import EVALUATOR

_LOG = logging.getLogger(__name__)
_FILE_NAME = "answers-1.sqlite"
_DIRECTORY_VARIABLE = "KERAS_LENS_CACHE_DIR"
_PATIENCE = 0.25
"""Seconds that a locked database is waited for: asking Keras again costs less than more."""
_MOST_IN_MEMORY = 20_000
_MOST_BYTES = 64 * 1024 * 1024
_PRUNED_SHARE = 4
"""One of so many answers is dropped, the longest unused first, when the file is full."""
_WRITES_BETWEEN_PRUNINGS = 500
_DAY = 24 * 60 * 60

_SCHEMA = """
CREATE TABLE IF NOT EXISTS answers (
    key BLOB PRIMARY KEY,
    outcome BLOB NOT NULL,
    used INTEGER NOT NULL
) WITHOUT ROWID;
"""


def default_directory() -> Path:
    """Where the disk cache lives: `KERAS_LENS_CACHE_DIR`, else the platform's cache folder."""
    chosen = os.environ.get(_DIRECTORY_VARIABLE)
    if chosen:
        return Path(chosen)
    return Path(platformdirs.user_cache_dir("keras-lens", appauthor=False))


def cache_key(question: str, environment: Environment) -> bytes:
    """The key of a question's answer in an environment: all that can change the answer."""
    minor_version = ".".join(environment.python.split(".")[:2])
    parts = (
        question,
        minor_version,
        environment.keras,
        environment.tensorflow,
        environment.backend,
        environment.floatx,
        environment.image_data_format,
        evaluator_fingerprint(),
    )
    return hashlib.sha256("\0".join(parts).encode()).digest()


_fingerprints: dict[Path, str] = {}


def evaluator_fingerprint(folder: Path = EVALUATOR.parent) -> str:
    """A hash of the evaluator's sources: another evaluator can give other answers."""
    if folder not in _fingerprints:
        digest = hashlib.sha256()
        for source in sorted(folder.glob("*.py")):
            digest.update(source.name.encode())
            digest.update(source.read_bytes())
        _fingerprints[folder] = digest.hexdigest()
    return _fingerprints[folder]


class AnswerCache:
    """Outcomes (as JSON objects) by key; safe for threads and for several processes.

    Whatever is wrong with the disk costs speed, never an answer: no method raises for it.
    """

    def __init__(self, directory: Path | None = None, most_bytes: int = _MOST_BYTES) -> None:
        self._memory: OrderedDict[bytes, dict[str, Any]] = OrderedDict()
        self._lock = threading.RLock()
        self._most_bytes = most_bytes
        self._file = (directory or default_directory()) / _FILE_NAME
        self._connection: sqlite3.Connection | None = None
        self._disk_is_usable = True
        self._complained = False
        self._writes = 0

    def get(self, key: bytes) -> dict[str, Any] | None:
        with self._lock:
            if key in self._memory:
                self._memory.move_to_end(key)
                return self._memory[key]
            outcome = self._read(key)
            if outcome is not None:
                self._keep(key, outcome)
            return outcome

    def put(self, key: bytes, outcome: dict[str, Any]) -> None:
        with self._lock:
            self._keep(key, outcome)
            packed = zlib.compress(json.dumps(outcome, separators=(",", ":")).encode(), 1)
            with self._disk() as connection:
                if connection is None:
                    return
                connection.execute(
                    "INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", (key, packed, _now())
                )
                if self._writes % _WRITES_BETWEEN_PRUNINGS == 0:
                    self._prune(connection)
                self._writes += 1

    def clear(self) -> None:
        """Forgets everything, on disk too."""
        with self._lock:
            self._memory.clear()
            with self._disk() as connection:
                if connection is not None:
                    connection.execute("DELETE FROM answers")
                    connection.execute("VACUUM")

    def forget_memory(self) -> None:
        """Forgets what is in memory; the disk keeps it."""
        with self._lock:
            self._memory.clear()

    def close(self) -> None:
        with self._lock:
            self._disk_is_usable = False
            self._disconnect()

    def _keep(self, key: bytes, outcome: dict[str, Any]) -> None:
        self._memory[key] = outcome
        self._memory.move_to_end(key)
        if len(self._memory) > _MOST_IN_MEMORY:
            self._memory.popitem(last=False)

    def _read(self, key: bytes) -> dict[str, Any] | None:
        row: tuple[bytes, int] | None = None
        with self._disk() as connection:
            if connection is not None:
                query = "SELECT outcome, used FROM answers WHERE key = ?"
                row = connection.execute(query, (key,)).fetchone()
        if row is None:
            return None
        outcome = _unpack(row[0])
        if _now() - row[1] > _DAY:
            with self._disk() as connection:
                if connection is not None:
                    statement = "UPDATE answers SET used = ? WHERE key = ?"
                    connection.execute(statement, (_now(), key))
        return outcome

    @contextmanager
    def _disk(self) -> Iterator[sqlite3.Connection | None]:
        """The open database, None where there is no usable one. Its errors end here."""
        try:
            yield self._connect()
        except sqlite3.OperationalError as problem:
            self._complain(problem)  # locked, full or read-only: the file itself is sound
        except sqlite3.DatabaseError as problem:
            self._complain(problem)
            self._set_damaged_file_aside()
        except OSError as problem:
            self._complain(problem)

    def _connect(self) -> sqlite3.Connection | None:
        if not self._disk_is_usable:
            return None
        if self._connection is None:
            try:
                self._connection = self._open()
            except sqlite3.OperationalError as problem:
                self._complain(problem)
                self._disk_is_usable = "locked" in str(problem)
            except sqlite3.DatabaseError as problem:
                self._complain(problem)
                self._set_damaged_file_aside()
            except OSError as problem:
                self._complain(problem)
                self._disk_is_usable = False
        return self._connection

    def _open(self) -> sqlite3.Connection:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(
            self._file, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
        )
        try:
            connection.execute("PRAGMA auto_vacuum = FULL")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute(_SCHEMA)
        except BaseException:
            connection.close()
            raise
        return connection

    def _disconnect(self) -> None:
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    def _set_damaged_file_aside(self) -> None:
        """The next use makes a new one."""
        self._disconnect()
        try:
            self._file.replace(self._file.with_suffix(".damaged"))
            for companion in ("-wal", "-shm"):
                Path(f"{self._file}{companion}").unlink(missing_ok=True)
        except OSError as problem:
            self._complain(problem)
            self._disk_is_usable = False

    def _prune(self, connection: sqlite3.Connection) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
        if pages * size <= self._most_bytes:
            return
        connection.execute(
            "DELETE FROM answers WHERE key IN (SELECT key FROM answers ORDER BY used LIMIT"
            " (SELECT COUNT(*) / ? + 1 FROM answers))",
            (_PRUNED_SHARE,),
        )

    def _complain(self, problem: Exception) -> None:
        """Says once that the cache on disk does not work."""
        if not self._complained:
            self._complained = True
            _LOG.warning("The cache %s cannot be used: %s", self._file, problem)


def _unpack(packed: bytes) -> dict[str, Any] | None:
    try:
        outcome = json.loads(zlib.decompress(packed))
    except (zlib.error, ValueError, TypeError):
        return None
    return outcome if isinstance(outcome, dict) else None


def _now() -> int:
    return int(time.time())
