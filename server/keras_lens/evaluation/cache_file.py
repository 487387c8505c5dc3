"""Answers on disk: a SQLite file that several processes share."""

from __future__ import annotations

import contextlib
import logging
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

_LOG = logging.getLogger(__name__)
_Result = TypeVar("_Result")

_PATIENCE = 0.25
"""Seconds that a locked file is waited for: asking Keras again costs less than more."""
_REST = 5.0
"""Seconds for which a file that did not work is left alone."""
_PRUNED_SHARE = 4
"""One of so many answers is dropped, the longest unused first, when the file is full."""
_WRITES_BETWEEN_PRUNINGS = 500
_DAY = 24 * 60 * 60 * 1000
"""Milliseconds; how exactly it is noted when an answer was used last."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS answers (
    key BLOB PRIMARY KEY,
    outcome BLOB NOT NULL,
    used INTEGER NOT NULL
) WITHOUT ROWID;
"""


class CacheFile:
    """Packed outcomes by key, up to `most_bytes`. To be used by one thread at a
    time.

    No method raises for what is wrong with the disk: a file that is locked, full or not
    writable is left alone for a while, one that is damaged is set aside and made again.
    """

    def __init__(self, file: Path, most_bytes: int) -> None:
        self._file = file
        self._most_bytes = most_bytes
        self._connection: sqlite3.Connection | None = None
        self._rests_until = 0.0
        self._writes = 0
        self._complained = False
        self._closed = False

    def get(self, key: bytes) -> bytes | None:
        return self._attempt(lambda connection: _read(connection, key))

    def put(self, key: bytes, packed: bytes) -> None:
        def write(connection: sqlite3.Connection) -> None:
            _write(connection, key, packed)
            if self._writes % _WRITES_BETWEEN_PRUNINGS == 0:
                _prune(connection, self._most_bytes)
            self._writes += 1

        self._attempt(write)

    def clear(self) -> None:
        self._attempt(_clear)

    def close(self) -> None:
        """Lets go of the file; from now on it has no answers and takes none."""
        self._closed = True
        self._disconnect()

    def _attempt(self, action: Callable[[sqlite3.Connection], _Result]) -> _Result | None:
        """What `action` gives, None where the file does not work."""
        if self._closed or time.monotonic() < self._rests_until:
            return None
        try:
            if self._connection is None:
                self._connection = _open(self._file)
            return action(self._connection)
        except (sqlite3.OperationalError, OSError) as problem:
            self._leave_alone(problem)
        except sqlite3.DatabaseError as problem:
            self._set_aside(problem)
        return None

    def _leave_alone(self, problem: Exception) -> None:
        self._complain(problem)
        self._rests_until = time.monotonic() + _REST

    def _set_aside(self, problem: Exception) -> None:
        """Moves a damaged file out of the way of a new one."""
        self._complain(problem)
        self._disconnect()
        try:
            self._file.replace(self._file.with_suffix(".damaged"))
            for companion in ("-wal", "-shm"):
                Path(f"{self._file}{companion}").unlink(missing_ok=True)
        except OSError as obstacle:
            self._leave_alone(obstacle)

    def _disconnect(self) -> None:
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    def _complain(self, problem: Exception) -> None:
        """Says once that the file does not work."""
        if not self._complained:
            self._complained = True
            _LOG.warning("The cache %s cannot be used: %s", self._file, problem)


def _open(file: Path) -> sqlite3.Connection:
    file.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(
        file, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
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


def _read(connection: sqlite3.Connection, key: bytes) -> bytes | None:
    query = "SELECT outcome, used FROM answers WHERE key = ?"
    row = connection.execute(query, (key,)).fetchone()
    if row is None:
        return None
    packed, used = row
    if not isinstance(packed, bytes):
        return None
    if _now() - used > _DAY:
        connection.execute("UPDATE answers SET used = ? WHERE key = ?", (_now(), key))
    return packed


def _write(connection: sqlite3.Connection, key: bytes, packed: bytes) -> None:
    connection.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", (key, packed, _now()))


def _clear(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM answers")


def _prune(connection: sqlite3.Connection, most_bytes: int) -> None:
    """Drops answers until the file is small enough."""
    while _size(connection) > most_bytes and _count(connection) > 1:
        connection.execute(
            "DELETE FROM answers WHERE key IN (SELECT key FROM answers ORDER BY used LIMIT ?)",
            (_count(connection) // _PRUNED_SHARE + 1,),
        )


def _size(connection: sqlite3.Connection) -> int:
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    return int(pages * connection.execute("PRAGMA page_size").fetchone()[0])


def _count(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT COUNT(*) FROM answers").fetchone()[0])


def _now() -> int:
    """Milliseconds since 1970."""
    return time.time_ns() // 1_000_000
