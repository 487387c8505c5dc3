"""The last lines of the log, in a form that may be shown to strangers."""

from __future__ import annotations

import logging
import time
import traceback
from collections import deque
from collections.abc import Iterable
from types import TracebackType

from keras_lens.lsp.redaction import frames, shortened

_KEPT = 60
_LONGEST = 300
"""Characters of a line."""


class RecentLog(logging.Handler):
    """Keeps records from INFO on; what is below tells of every text.

    The words of exceptions may quote the user's program, so of an exception only its kind and
    where it was raised are kept.
    """

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self._kept: deque[str] = deque(maxlen=_KEPT)

    def emit(self, record: logging.LogRecord) -> None:
        try:
            self._kept.extend(_lines(record))
        except Exception:
            self.handleError(record)

    def lines(self, known_paths: Iterable[str] = ()) -> list[str]:
        """Oldest first, with names in place of paths."""
        known = list(known_paths)
        return [shortened(line, known)[:_LONGEST] for line in self._kept]


def _lines(record: logging.LogRecord) -> list[str]:
    arguments = record.args if isinstance(record.args, tuple) else ()
    plain = tuple(_without_words(one) for one in arguments)
    message = str(record.msg) % plain if plain else str(record.msg)
    first, *others = message.splitlines() or [""]
    moment = time.strftime("%H:%M:%S", time.localtime(record.created))
    name = record.name.removeprefix("keras_lens.")
    found = [f"{moment} {record.levelname} {name}: {first}"]
    found += [f"    {place}" for place in frames("\n".join(others))]
    if record.exc_info and record.exc_info[0] is not None:
        found += _raised(record.exc_info[0], record.exc_info[2])
    return found


def _raised(kind: type[BaseException], raised_at: TracebackType | None) -> list[str]:
    places = frames("".join(traceback.format_tb(raised_at)))
    return [f"    {kind.__name__}", *(f"    {place}" for place in places)]


def _without_words(argument: object) -> object:
    """An operating system's own words are its, not the user's."""
    if isinstance(argument, OSError) and argument.strerror:
        return f"{type(argument).__name__}: {argument.strerror}"
    if isinstance(argument, BaseException):
        return type(argument).__name__
    return argument
