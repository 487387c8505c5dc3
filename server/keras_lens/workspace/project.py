"""What a project's `pyproject.toml` says to Keras Lens."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import tomli

_LOG = logging.getLogger(__name__)
_SECTION = "keras-lens"
_KEYS = ("followImports", "ignore", "rules", "select")


@dataclass(frozen=True, slots=True)
class ProjectSettings:
    """The table `[tool.keras-lens]`.

    path: of the file, None without one. follow_imports: `followImports`, dotted names of
    installed packages and modules to follow. rules: names of rules and severities, as they
    are written. select, ignore: names of rules and subjects, as they are written; `select`
    is None where it is not given.
    """

    path: str | None = None
    follow_imports: tuple[str, ...] = ()
    rules: tuple[tuple[str, str], ...] = ()
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()


def project_settings(file: str) -> ProjectSettings:
    """The settings of the nearest `pyproject.toml` above `file` that has such a table. What
    cannot be read is logged, once for each state of the file, and is as if it were not there."""
    for folder in Path(file).absolute().parents:
        path = folder / "pyproject.toml"
        try:
            status = path.stat()
        except (OSError, ValueError):
            continue
        settings = _settings(str(path), status.st_mtime_ns, status.st_size)
        if settings is not None:
            return settings
    return ProjectSettings()


@lru_cache(maxsize=64)
def _settings(path: str, changed: int, size: int) -> ProjectSettings | None:
    """The settings in one state of a file; None where it has none."""
    table = _table(path)
    if table is None:
        return None
    for key in table:
        if key not in _KEYS:
            _complain(path, f"'{key}' is no setting; there are {', '.join(_KEYS)}")
    select = _names(table, "select", path, '["refusals", "training"]')
    return ProjectSettings(
        path,
        follow_imports=_names(table, "followImports", path, '["my_package"]') or (),
        rules=_rules(table.get("rules", {}), path),
        select=select,
        ignore=_names(table, "ignore", path, '["dense-before-flatten"]') or (),
    )


def _table(path: str) -> Mapping[str, object] | None:
    try:
        tools = tomli.loads(Path(path).read_text("utf-8")).get("tool", {})
    except (OSError, ValueError) as problem:
        _complain(path, f"not understood, its settings are not used: {problem}")
        return None
    table = tools.get(_SECTION) if isinstance(tools, dict) else None
    if table is not None and not isinstance(table, dict):
        _complain(path, f"'tool.{_SECTION}' is a table: [tool.{_SECTION}]")
    return table if isinstance(table, dict) else None


def _names(
    table: Mapping[str, object], key: str, path: str, example: str
) -> tuple[str, ...] | None:
    value = table.get(key)
    if value is None:
        return None
    if isinstance(value, list) and all(isinstance(name, str) for name in value):
        return tuple(value)
    _complain(path, f"'{key}' is a list of names: {example}")
    return None


def _rules(value: object, path: str) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        _complain(path, f"'rules' is a table: [tool.{_SECTION}.rules], with lines `rule = \"off\"`")
        return ()
    for name, severity in value.items():
        if not isinstance(severity, str):
            _complain(path, f'the severity of {name} is a text: {name} = "off"')
    return tuple((name, text) for name, text in value.items() if isinstance(text, str))


def _complain(path: str, message: str) -> None:
    _LOG.warning("%s: %s", path, message)
