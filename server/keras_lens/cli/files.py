"""Which files a command is about, and their texts."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from keras_lens.syntax.decoding import NotTextError, decode_source

STANDARD_INPUT = "-"
STANDARD_INPUT_NAME = "<stdin>"
_SKIPPED_FOLDERS = frozenset({"__pycache__", "node_modules", "site-packages", "venv"})


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file that was read: its path as the user gave it (or found below it), its text."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A path that gave nothing; `message` is one line for the user."""

    path: str
    message: str


def read_sources(paths: Sequence[str]) -> Iterator[SourceText | Unreadable]:
    """The texts of files, of the Python files below folders, and of standard input (`-`)."""
    for path in paths:
        if path == STANDARD_INPUT:
            yield _decoded(STANDARD_INPUT_NAME, sys.stdin.buffer.read())
        elif Path(path).is_dir():
            yield from _read_folder(Path(path))
        else:
            yield _read_file(Path(path))


def _read_folder(folder: Path) -> Iterator[SourceText | Unreadable]:
    found = sorted(_python_files(folder))
    if not found:
        yield Unreadable(str(folder), f"{folder}: no Python files in this folder")
    for file in found:
        yield _read_file(file)


def _python_files(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = [
            name for name in folders if name not in _SKIPPED_FOLDERS and not name.startswith(".")
        ]
        yield from (Path(parent, name) for name in names if name.endswith(".py"))


def _read_file(file: Path) -> SourceText | Unreadable:
    try:
        data = file.read_bytes()
    except OSError as problem:
        reason = "no such file" if isinstance(problem, FileNotFoundError) else problem.strerror
        return Unreadable(str(file), f"{file}: {reason or problem}")
    return _decoded(str(file), data)


def _decoded(path: str, data: bytes) -> SourceText | Unreadable:
    try:
        text = decode_source(data)
    except NotTextError as problem:
        return Unreadable(path, f"{path}: not a text file: {problem}")
    if "\0" in text:
        return Unreadable(path, f"{path}: not a text file: it contains null bytes")
    return SourceText(path, text)
