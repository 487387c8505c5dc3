"""Takes out of a text for strangers what tells of the user: paths, and quotations of programs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

_PATH = re.compile(
    r"""(?:file:///?)?  (?:[A-Za-z]:|~|\.{1,2})?  (?:[\\/][^\s\\/:*?"'<>|,;()]+)+""", re.VERBOSE
)
_BEGIN_OF_PATH = r"(?<![\w.-])"
_END_OF_NAME = r"(?![\w-]|\.\w)"
_NAME = re.compile(r"[^\\/]+$")
_FRAME = re.compile(r"""^\s*File "(?P<file>.+)", line (?P<line>\d+), in (?P<name>\S+)$""")


def shortened(text: str, known: Iterable[str] = ()) -> str:
    """`text` with the names of files in place of their paths.

    known: paths that may be in it; they may have spaces in them, which cannot be guessed.
    """
    homes = _homes()
    for path in sorted({one for one in known if len(one) > 1}, key=len, reverse=True):
        text = text.replace(path, "~" if path in homes else _name(path))
    for home in homes:
        text = re.sub(_BEGIN_OF_PATH + re.escape(home) + _END_OF_NAME, "~", text)
    return _PATH.sub(lambda found: _name(found[0]), text)


def home_shortened(path: str, folders: Iterable[str] = ()) -> str:
    """A path of a program: the user's folders in it are named by what they are."""
    for folder in folders:
        if path.startswith((folder + "/", folder + "\\")):
            return "${workspaceFolder}" + path[len(folder) :]
    for home in _homes():
        if path.startswith((home + "/", home + "\\")):
            return "~" + path[len(home) :]
    return path


def _homes() -> list[str]:
    """The user's own folder, as it is named and as it is without links."""
    try:
        home = Path.home()
        return [one for one in dict.fromkeys((str(home), str(home.resolve()))) if len(one) > 1]
    except (RuntimeError, OSError):
        return []


def frames(traceback: str) -> list[str]:
    """The places of a traceback that was printed, without the lines of the programs there."""
    found = (_FRAME.match(line) for line in traceback.splitlines())
    return [_place(one["file"], int(one["line"]), one["name"]) for one in found if one]


def _place(file: str, line: int, name: str) -> str:
    path = Path(file)
    return f"{path.parent.name}.{path.stem}:{line} {name}"


def _name(path: str) -> str:
    found = _NAME.search(path.rstrip("\\/"))
    return found[0] if found else path
