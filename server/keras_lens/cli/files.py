"""Which files a command is about, and their texts."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from keras_lens.cli.walking import files_below
from keras_lens.syntax.decoding import NotTextError, decode_source
from keras_lens.syntax.notebooks import Notebook, NotebookError, read_notebook

STANDARD_INPUT = "-"
STANDARD_INPUT_NAME = "<stdin>"
MOST_BYTES = 2_000_000
"""A longer program is not written by hand; to follow it would take too long."""
MOST_BYTES_OF_NOTEBOOK = 200_000_000
"""With the pictures in it."""
_MENTION = re.compile(r"keras|tensorflow", re.IGNORECASE)
_BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file that was read: its path as the user gave it (or found below it), its program.

    data: the file's bytes. notebook: what the program was taken from, if that is one.
    """

    path: str
    text: str
    data: bytes = b""
    notebook: Notebook | None = None

    @property
    def mentions_keras(self) -> bool:
        """Whether it can have to do with Keras at all."""
        return _MENTION.search(self.text) is not None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A path that gave nothing; `message` is one line for the user."""

    path: str
    message: str


def paths_of(paths: Sequence[str]) -> Iterator[str | Unreadable]:
    """The files that are meant, each once: folders stand for the Python files and notebooks in
    them."""
    seen: set[str] = set()
    for path in paths:
        if path == STANDARD_INPUT or not Path(path).is_dir():
            found = [path]
        else:
            found = [str(file) for file in files_below(Path(path))]
            if not found:
                yield Unreadable(path, f"{path}: no Python files or notebooks in this folder")
        for one in found:
            identity = os.path.realpath(one)
            if identity not in seen:
                seen.add(identity)
                yield one


def read_sources(paths: Sequence[str]) -> Iterator[SourceText | Unreadable]:
    """The texts of files, of the Python files below folders, and of standard input (`-`)."""
    for path in paths_of(paths):
        yield path if isinstance(path, Unreadable) else read_source(path)


def read_source(path: str) -> SourceText | Unreadable:
    """The text of a file, or of standard input (`-`)."""
    if path == STANDARD_INPUT:
        return _decoded(STANDARD_INPUT_NAME, sys.stdin.buffer.read())
    file = Path(path)
    try:
        size = file.stat().st_size
        if size > (MOST_BYTES_OF_NOTEBOOK if _is_notebook(path) else MOST_BYTES):
            return Unreadable(path, f"{file}: too large: {size:,} bytes")
        data = file.read_bytes()
    except (OSError, ValueError) as problem:
        reason = "no such file" if isinstance(problem, FileNotFoundError) else str(problem)
        if isinstance(problem, OSError) and problem.strerror and reason != "no such file":
            reason = problem.strerror
        return Unreadable(path, f"{file}: {reason}")
    return _notebook(str(file), data) if _is_notebook(path) else _decoded(str(file), data)


def _is_notebook(path: str) -> bool:
    return path.endswith(".ipynb")


def _decoded(path: str, data: bytes) -> SourceText | Unreadable:
    try:
        text = decode_source(data)
    except NotTextError as problem:
        return Unreadable(path, f"{path}: not a text file: {problem}")
    if "\0" in text:
        return Unreadable(path, f"{path}: not a text file: it contains null bytes")
    return SourceText(path, text, data)


def _notebook(path: str, data: bytes) -> SourceText | Unreadable:
    try:
        notebook = read_notebook(data.decode("utf-8").removeprefix(_BYTE_ORDER_MARK))
    except UnicodeDecodeError as problem:
        return Unreadable(path, f"{path}: not a notebook: {problem}")
    except NotebookError as problem:
        return Unreadable(path, f"{path}: {problem}")
    if len(notebook.program) > MOST_BYTES:
        return Unreadable(path, f"{path}: too large: {len(notebook.program):,} characters of code")
    return SourceText(path, notebook.program, data, notebook)
