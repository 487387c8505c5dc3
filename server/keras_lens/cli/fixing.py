"""`--fix`: which fixes are made, and how the file is written."""

from __future__ import annotations

import contextlib
import enum
import io
import os
import shutil
import tempfile
import tokenize
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from keras_lens.cli.files import STANDARD_INPUT_NAME, SourceText
from keras_lens.rules.editing.edits import apply_edits
from keras_lens.rules.findings import Finding, Fix
from keras_lens.syntax.notebooks import read_notebook
from keras_lens.syntax.source import SourceFile, parse_source
from keras_lens.syntax.spans import TextEdit


class Wanted(enum.Enum):
    """Which fixes may be made without being looked at."""

    SAFE = "safe"
    PREFERRED = "preferred"
    """Those too that change what the program does: the one obvious cure of each finding."""


class NotWritten(Exception):
    """A file could not be changed; the message says which and why."""


def fix_of(finding: Finding, wanted: Wanted) -> Fix | None:
    """The fix of a finding that may be made unseen."""
    safe = [fix for fix in finding.fixes if fix.safe]
    preferred = [fix for fix in finding.fixes if fix.preferred]
    best = [fix for fix in safe if fix.preferred] or safe
    if wanted is Wanted.PREFERRED:
        best = best or preferred
    return best[0] if best else None


def fixed(
    source: SourceText, file: SourceFile, findings: Sequence[Finding], wanted: Wanted
) -> tuple[SourceText, int] | None:
    """The source after all fixes that do not get into each other's way, and how many they are;
    None where there are none. What comes out parses as well as before."""
    taken: list[TextEdit] = []
    count = 0
    for fix in _fixes(findings, wanted):
        if any(_collide(edit, other) for edit in fix.edits for other in taken):
            continue
        edits = [*taken, *fix.edits]
        if _after(source, file, edits) is not None:
            taken, count = edits, count + 1
    after = _after(source, file, taken) if taken else None
    return None if after is None else (after, count)


def _fixes(findings: Sequence[Finding], wanted: Wanted) -> Iterator[Fix]:
    for finding in findings:
        fix = fix_of(finding, wanted)
        if fix is not None:
            yield fix


def _collide(edit: TextEdit, other: TextEdit) -> bool:
    """Whether two edits share a place; those that only touch do too, for their order matters."""
    return edit.span.overlaps(other.span)


def _after(source: SourceText, file: SourceFile, edits: Sequence[TextEdit]) -> SourceText | None:
    """The source after `edits`; None where it parses less well, or nothing has changed."""
    if source.notebook is None:
        text, notebook = apply_edits(file, edits), None
    else:
        content = source.notebook.after(edits)
        if content is None:
            return None
        notebook = read_notebook(content)
        text = notebook.program
    if text == source.text or len(parse_source(file.path, text).problems) > len(file.problems):
        return None
    return replace(source, text=text, notebook=notebook)


def write_back(before: SourceText, after: SourceText) -> None:
    """Writes the file `before` anew: whole or not at all, in its encoding, with its rights.
    Raises NotWritten."""
    path = before.path
    if path == STANDARD_INPUT_NAME:
        raise NotWritten("--fix changes files; standard input is none")
    content = after.text if after.notebook is None else after.notebook.text
    real = Path(os.path.realpath(path))
    try:
        data = _encoded(before, content)
        if real.read_bytes() != before.data:
            raise NotWritten(f"{path}: not fixed: it was changed in the meantime")
        if not os.access(real, os.W_OK):
            raise NotWritten(f"{path}: not fixed: it may not be written")
        _replace(real, data)
    except UnicodeEncodeError as problem:
        raise NotWritten(f"{path}: not fixed: {problem}") from problem
    except OSError as problem:
        raise NotWritten(f"{path}: not fixed: {problem.strerror or problem}") from problem


def _encoded(before: SourceText, content: str) -> bytes:
    """`content` in the encoding of the file, with its byte order mark if it has one."""
    if before.notebook is None:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(before.data).readline)
    else:
        encoding = "utf-8-sig" if before.data.startswith(b"\xef\xbb\xbf") else "utf-8"
    return content.encode(encoding)


def _replace(file: Path, data: bytes) -> None:
    """Puts a new file in the place of `file`, in one step."""
    descriptor, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    try:
        with os.fdopen(descriptor, "wb") as new:
            new.write(data)
        shutil.copymode(file, name)
        os.replace(name, file)  # noqa: PTH105
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)  # noqa: PTH108
        raise
