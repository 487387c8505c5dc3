"""The texts of modules, parsed once for as long as they stay as they are."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

from keras_lens.syntax.decoding import NotTextError, decode_source
from keras_lens.syntax.source import SourceFile, parse_source

MOST_BYTES = 2_000_000
"""A longer file is no module that someone wrote."""
_MOST_KEPT = 400

Version: TypeAlias = "str | tuple[int, int]"
"""What tells two states of a file apart: its text, or its time of change and size."""


class Sources:
    """Reads modules; may be used from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, tuple[Version, SourceFile]] = OrderedDict()

    def parsed(self, path: str, texts: Mapping[str, str]) -> SourceFile | None:
        """The module at `path`, None where it is no readable Python text.

        texts: by path, those that are open in an editor.
        """
        version = texts[path] if path in texts else _version_on_disk(path)
        if version is None:
            return None
        with self._lock:
            known = self._kept.get(path)
            if known is not None and known[0] == version:
                self._kept.move_to_end(path)
                return known[1]
        text = texts[path] if path in texts else _read(path)
        if text is None:
            return None
        file = parse_source(path, text)
        with self._lock:
            self._kept[path] = (version, file)
            self._kept.move_to_end(path)
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return file


def _version_on_disk(path: str) -> Version | None:
    try:
        status = Path(path).stat()
    except (OSError, ValueError):
        return None
    return None if status.st_size > MOST_BYTES else (status.st_mtime_ns, status.st_size)


def _read(path: str) -> str | None:
    try:
        text = decode_source(Path(path).read_bytes())
    except (OSError, NotTextError):
        return None
    return None if "\0" in text else text
