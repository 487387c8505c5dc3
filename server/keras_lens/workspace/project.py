"""What a project's `pyproject.toml` says to Keras Lens."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import tomli

_LOG = logging.getLogger(__name__)
_SECTION = "keras-lens"


@dataclass(frozen=True, slots=True)
class ProjectSettings:
    """The table `[tool.keras-lens]`.

    path: of the file, None without one. follow_imports: `followImports`, dotted names of
    installed packages and modules to follow.
    """

    path: str | None = None
    follow_imports: tuple[str, ...] = ()


def project_settings(file: str) -> ProjectSettings:
    """The settings of the nearest `pyproject.toml` above `file` that has such a table. What
    cannot be read is logged and is as if it were not there."""
    for folder in Path(file).absolute().parents:
        path = folder / "pyproject.toml"
        if path.is_file():
            table = _table(path)
            if table is not None:
                return ProjectSettings(str(path), _names(table.get("followImports"), path))
    return ProjectSettings()


def _table(path: Path) -> Mapping[str, object] | None:
    try:
        tools = tomli.loads(path.read_text("utf-8")).get("tool", {})
    except (OSError, ValueError) as problem:
        _LOG.warning("%s is not understood: %s", path, problem)
        return None
    table = tools.get(_SECTION) if isinstance(tools, dict) else None
    return table if isinstance(table, dict) else None


def _names(value: object, path: Path) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, list) and all(isinstance(name, str) for name in value):
        return tuple(value)
    _LOG.warning("%s: 'followImports' is a list of names: [\"my_package\"]", path)
    return ()
