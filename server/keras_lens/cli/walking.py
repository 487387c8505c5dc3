"""The files below a folder, without those that Git leaves out."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pathspec import GitIgnoreSpec

SUFFIXES = (".py", ".ipynb")
_IGNORE_FILE = ".gitignore"
_SKIPPED_FOLDERS = frozenset({"__pycache__", "node_modules", "site-packages", "venv"})


@dataclass(frozen=True, slots=True)
class _Patterns:
    """What a `.gitignore` says of the files below its folder."""

    folder: Path
    spec: GitIgnoreSpec

    def decision(self, path: Path, is_folder: bool) -> bool | None:
        """Whether it leaves `path` out; None where it says nothing."""
        relative = path.relative_to(self.folder).as_posix()
        return self.spec.check_file(f"{relative}/" if is_folder else relative).include


def files_below(folder: Path) -> Iterator[Path]:
    """The Python files and notebooks below `folder`, in the order of their paths.

    Hidden folders, those of installed packages, and what `.gitignore` files and
    `.git/info/exclude` name are left out; links to folders are not followed.
    """
    absolute = Path(os.path.abspath(folder))  # noqa: PTH100 - links stay as they are
    outer = _patterns_above(absolute)
    if _is_ignored(absolute, True, outer):
        outer = ()  # it was named on purpose
    yield from sorted(folder / path.relative_to(absolute) for path in _walk(absolute, outer))


def _walk(folder: Path, outer: Sequence[_Patterns]) -> Iterator[Path]:
    patterns = (*outer, *_patterns_in(folder, folder / _IGNORE_FILE))
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        path = folder / entry.name
        if entry.is_dir(follow_symlinks=False):
            is_skipped = entry.name in _SKIPPED_FOLDERS or entry.name.startswith(".")
            if not is_skipped and not _is_ignored(path, True, patterns):
                yield from _walk(path, patterns)
        elif _is_meant(entry) and not _is_ignored(path, False, patterns):
            yield path


def _is_meant(entry: os.DirEntry[str]) -> bool:
    return entry.name.endswith(SUFFIXES) and entry.is_file()


def _is_ignored(path: Path, is_folder: bool, patterns: Sequence[_Patterns]) -> bool:
    """The last word has the `.gitignore` that is nearest."""
    for one in reversed(patterns):
        decision = one.decision(path, is_folder)
        if decision is not None:
            return decision
    return False


def _patterns_above(folder: Path) -> tuple[_Patterns, ...]:
    """Those of the folders from the repository's on down to the one above `folder`."""
    above: list[Path] = []
    for parent in (folder, *folder.parents):
        if parent != folder:
            above.insert(0, parent)
        git = parent / ".git"
        if git.exists():
            own = [one for path in above for one in _patterns_in(path, path / _IGNORE_FILE)]
            return (*_patterns_in(parent, _common_folder(git) / "info" / "exclude"), *own)
    return ()


def _common_folder(git: Path) -> Path:
    """The folder `.git` of a repository, which a further work tree only refers to."""
    try:
        if git.is_dir():
            return git
        own = git.parent / git.read_text("utf-8").removeprefix("gitdir:").strip()
        common = own / "commondir"
        return own / common.read_text("utf-8").strip() if common.is_file() else own
    except (OSError, ValueError):
        return git


def _patterns_in(folder: Path, file: Path) -> tuple[_Patterns, ...]:
    """What `file` says; what cannot be read says nothing."""
    try:
        lines = file.read_text("utf-8", "replace").splitlines()
        return (_Patterns(folder, GitIgnoreSpec.from_lines(lines)),)
    except (OSError, ValueError):
        return ()
