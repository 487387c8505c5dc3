"""The text of a file in the last commit, as git has it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from keras_lens.syntax.decoding import NotTextError, decode_source

_PATIENCE = 5.0
"""Seconds; a repository on a slow disk costs the comparison, not the analysis."""
_MOST_BYTES = 2_000_000
_MOST_BYTES_OF_NOTEBOOKS = 64_000_000
"""Their outputs are in the same file: pictures, and whole training runs."""
_ENVIRONMENT = {"GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
"""Git reads what is there: it takes no lock, fetches nothing and asks nothing."""


def committed_text(path: str) -> str | None:
    """The text of the file in the last commit of its repository; None where there is none.

    `git cat-file` runs no hook and no filter, so nothing of the repository is executed.
    """
    git = shutil.which("git")
    folder, name = os.path.split(path)
    if git is None or not name or not Path(folder).is_dir():
        return None
    try:
        found = subprocess.run(
            [git, "-C", folder, "cat-file", "blob", f"HEAD:./{name}"],
            capture_output=True,
            timeout=_PATIENCE,
            env={**os.environ, **_ENVIRONMENT},
            stdin=subprocess.DEVNULL,
            check=False,
        )
    except (OSError, subprocess.SubprocessError, ValueError):
        return None
    return _text(path, found.stdout) if found.returncode == 0 else None


def saved_text(path: str) -> str | None:
    """The text of the file on the disk; None where it cannot be read."""
    try:
        content = Path(path).read_bytes()
    except (OSError, ValueError):
        return None
    return _text(path, content)


def _text(path: str, content: bytes) -> str | None:
    most = _MOST_BYTES_OF_NOTEBOOKS if path.endswith(".ipynb") else _MOST_BYTES
    try:
        return decode_source(content) if len(content) <= most else None
    except NotTextError:
        return None
