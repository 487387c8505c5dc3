"""What all analyses of one user share: the workspace's folders and the parsed modules."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from keras_lens.workspace.finder import WorkspaceFinder, real_path
from keras_lens.workspace.project import project_settings
from keras_lens.workspace.sources import Sources


class Workspace:
    """roots: the folders that the user has open (or the working directory).

    follow_imports: what the user's settings name; a project's `pyproject.toml` adds to it.
    """

    def __init__(self, roots: Sequence[str] = (), follow_imports: Sequence[str] = ()) -> None:
        self.roots = tuple(roots)
        self.follow_imports = tuple(follow_imports)
        self._sources = Sources()

    def finder(
        self,
        main: str,
        *,
        texts: Mapping[str, str] | None = None,
        installed: Callable[[], Sequence[str]] = tuple,
    ) -> WorkspaceFinder:
        """Finds the modules of the program `main`, a path.

        texts: by path, what is open in an editor. installed: the folders of installed
        packages, asked for where one is to be followed.
        """
        followed = (*self.follow_imports, *project_settings(main).follow_imports)
        own_texts = {real_path(path): text for path, text in (texts or {}).items()}
        return WorkspaceFinder(main, self.roots, own_texts, self._sources, followed, installed)
