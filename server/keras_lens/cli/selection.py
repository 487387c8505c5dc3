"""Which rules a command runs: `--select`, `--ignore`."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from keras_lens.rules.registry import RULES, SUBJECTS

ALL = "all"
_OFF = "off"


class UnknownRule(Exception):
    """No rule and no subject has that name; the message says which is nearest."""


@dataclass(frozen=True, slots=True)
class Selection:
    """selected: the identifiers of the rules that run. is_explicit: they were asked for, and run
    even if a project has them off."""

    selected: frozenset[str]
    is_explicit: bool = False

    def severities(self, configured: Mapping[str, str]) -> dict[str, str]:
        """The severities that a project configures, with the rules that do not run off."""
        wanted = dict(configured)
        for rule in RULES:
            if rule.identifier not in self.selected:
                wanted[rule.identifier] = _OFF
            elif self.is_explicit and wanted.get(rule.identifier) == _OFF:
                del wanted[rule.identifier]
        return wanted


def selection(select: Sequence[str], ignore: Sequence[str]) -> Selection:
    """What the options come to: rules or subjects, several divided by commas. Raises
    UnknownRule."""
    chosen, left_out = _names(select), _names(ignore)
    selected = _rules_of(chosen) if chosen else _rules_of([ALL])
    return Selection(frozenset(selected - _rules_of(left_out)), bool(chosen))


def nearest(name: str, names: Collection[str]) -> str:
    """A half sentence that proposes one of `names`, empty where none is like it."""
    close = get_close_matches(name, sorted(names), n=1, cutoff=0.5)
    return f"; did you mean {close[0]}?" if close else ""


def _names(options: Sequence[str]) -> list[str]:
    names = [name.strip() for option in options for name in option.split(",")]
    return [name.replace("_", "-").lower() for name in names if name]


def _rules_of(names: Sequence[str]) -> set[str]:
    every = {rule.identifier for rule in RULES}
    found: set[str] = set()
    for name in names:
        if name == ALL:
            found |= every
        elif name in SUBJECTS:
            found |= {rule.identifier for rule in SUBJECTS[name]}
        elif name in every:
            found.add(name)
        else:
            hint = nearest(name, [*every, *SUBJECTS])
            raise UnknownRule(f"no rule or subject is called {name}{hint}")
    return found
