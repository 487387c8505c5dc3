"""How serious each rule is for a file: the project's word, and the user's before it."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from functools import lru_cache

from keras_lens.rules.findings import SEVERITIES
from keras_lens.rules.names import did_you_mean
from keras_lens.rules.registry import IDENTIFIERS, RULES, SUBJECTS, rules_called
from keras_lens.workspace.project import ProjectSettings, project_settings

_LOG = logging.getLogger(__name__)
_OFF = "off"


def severities_for(path: str, user: Mapping[str, str] | None = None) -> dict[str, str]:
    """Rule to severity for the file `path`, where it is not the rule's own.

    user: what holds before the project's `pyproject.toml`.
    """
    return {**_of_project(project_settings(path)), **(user or {})}


def understood(rules: Mapping[str, object], source: str) -> dict[str, str]:
    """Those of `rules` that are rules with severities; the others are logged as from `source`."""
    severities = {}
    for name, severity in rules.items():
        if name not in IDENTIFIERS:
            hint = did_you_mean(name, IDENTIFIERS)
            _LOG.warning("%s: no rule is called %s%s", source, name, hint)
        elif severity not in SEVERITIES:
            choice = ", ".join(SEVERITIES)
            _LOG.warning("%s: %s can be %s; not %r", source, name, choice, severity)
        else:
            severities[name] = str(severity)
    return severities


@lru_cache(maxsize=64)
def _of_project(project: ProjectSettings) -> dict[str, str]:
    """What names a rule goes before lists, and `ignore` before `select`. Rules that `select`
    calls are given their own severity: they are asked for."""
    source = project.path or "pyproject.toml"
    severities = {}
    if project.select is not None:
        chosen = _called(project.select, source)
        severities = {
            rule.identifier: rule.severity if rule.identifier in chosen else _OFF for rule in RULES
        }
    severities |= dict.fromkeys(_called(project.ignore, source), _OFF)
    return {**severities, **understood(dict(project.rules), source)}


def _called(names: tuple[str, ...], source: str) -> frozenset[str]:
    """The rules that a list of rules and subjects names."""
    found: set[str] = set()
    for name in names:
        rules = rules_called(name)
        if rules is None:
            hint = did_you_mean(name, [*IDENTIFIERS, *SUBJECTS])
            _LOG.warning("%s: no rule or subject is called %s%s", source, name, hint)
        else:
            found |= rules
    return frozenset(found)
