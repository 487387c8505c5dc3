"""Where the modules of one program are: beside it, above it, in the workspace's folders."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from keras_lens.interpreter.modules import FoundModule
from keras_lens.syntax.source import SourceFile
from keras_lens.workspace.sources import Sources

_INIT = "__init__.py"
NEVER_FOLLOWED = frozenset({"keras", "numpy", "tensorflow", "tf_keras"})
"""Packages that Keras Lens knows: a copy in the workspace is not interpreted in their place."""


class WorkspaceFinder:
    """Implements `keras_lens.interpreter.modules.ModuleFinder` for one analysis.

    main: the path of the analysed file. roots: the workspace's folders. texts: by path, what
    is open in an editor. followed_packages: dotted names of installed packages and modules to
    follow; installed: called for the folders that they are looked for in.
    asked_for: the paths of all files that the analysis depends on, those too that were looked
    for and are not there.
    """

    def __init__(
        self,
        main: str,
        roots: Sequence[str],
        texts: Mapping[str, str],
        sources: Sources,
        followed_packages: Sequence[str] = (),
        installed: Callable[[], Sequence[str]] = tuple,
    ) -> None:
        self._main = real_path(main)
        self._texts = texts
        self._sources = sources
        self._followed = tuple(followed_packages)
        self._installed = installed
        self._own_folder = Path(self._main).parent
        self._roots = tuple(dict.fromkeys(self._search_folders(roots)))
        self.asked_for: set[str] = {self._main}

    def _search_folders(self, roots: Sequence[str]) -> Iterator[Path]:
        """Where Python looks when the file is run, or run as a part of its package."""
        folder = self._own_folder
        while (folder / _INIT).is_file() and folder.parent != folder:
            folder = folder.parent
        yield folder
        for root in roots:
            yield Path(real_path(root))
            yield Path(real_path(root)) / "src"

    def identity_of(self, file: SourceFile) -> str:
        return real_path(file.path)

    def top_level(self, name: str, search_path: Sequence[str]) -> FoundModule | None:
        if name in sys.builtin_module_names or name in NEVER_FOLLOWED:
            return None
        found = self._module_in(self._own_folder, name, name)
        if found is not None or name in sys.stdlib_module_names:
            return found
        for folder in (*self._added(search_path), *self._roots):
            found = self._module_in(folder, name, name)
            if found is not None:
                return found
        return None

    def _added(self, search_path: Sequence[str]) -> Iterator[Path]:
        """The folders that a program adds: relative to where it is, or to where it is started,
        which is most likely the workspace's folder."""
        for folder in search_path:
            for base in (self._own_folder, *self._roots):
                yield base / folder

    def inside(self, package: FoundModule, name: str) -> FoundModule | None:
        if package.folder is None:
            return None
        return self._module_in(Path(package.folder), name, f"{package.name}.{name}")

    def package_around(self, importer: SourceFile, level: int) -> FoundModule | None:
        folder = Path(real_path(importer.path)).parent
        for _ in range(level - 1):
            folder = folder.parent
        return self._package(folder, folder.name) or _plain_folder(folder, folder.name)

    def followed(self, path: str) -> FoundModule | None:
        if not any(path == one or path.startswith(f"{one}.") for one in self._followed):
            return None
        *parents, name = path.split(".")
        for folder in self._installed():
            found = self._module_in(Path(folder, *parents), name, path)
            if found is not None:
                return found
        return None

    def _module_in(self, folder: Path, name: str, full_name: str) -> FoundModule | None:
        inner = folder / name
        return (
            self._package(inner, full_name)
            or self._module(folder / f"{name}.py", full_name)
            or _plain_folder(inner, full_name)
        )

    def _package(self, folder: Path, name: str) -> FoundModule | None:
        file = self._source(folder / _INIT)
        return None if file is None else FoundModule(file.path, name, file, str(folder))

    def _module(self, path: Path, name: str) -> FoundModule | None:
        file = self._source(path)
        return None if file is None else FoundModule(file.path, name, file, None)

    def _source(self, path: Path) -> SourceFile | None:
        real = real_path(path)
        self.asked_for.add(real)
        return self._sources.parsed(real, self._texts)


def _plain_folder(folder: Path, name: str) -> FoundModule | None:
    """A package without an `__init__.py`; folders without modules happen to have the name."""
    try:
        has_modules = any(entry.suffix == ".py" for entry in folder.iterdir())
    except OSError:
        return None
    return FoundModule(str(folder), name, None, str(folder)) if has_modules else None


def real_path(path: str | Path) -> str:
    """The path under which a file is known, whichever link leads to it."""
    return os.path.realpath(path)
