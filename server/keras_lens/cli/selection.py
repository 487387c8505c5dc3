"""Which rules a command runs: `--select`, `--ignore`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from keras_lens.rules.names import did_you_mean
from keras_lens.rules.registry import IDENTIFIERS, RULES, SUBJECTS, rules_called

_OFF = "off"
_HINT = "hint"


class UnknownRule(Exception):
    """No rule and no subject has that name; the message says which is nearest."""


@dataclass(frozen=True, slots=True)
class Selection:
    """selected: the identifiers of the rules that run. is_explicit: they were asked for, and run
    even if a project has them off. Rules that only hint are for an editor: on the command line
    they run where they are asked for, here or by the project."""

    selected: frozenset[str]
    is_explicit: bool = False

    def severities(self, configured: Mapping[str, str]) -> dict[str, str]:
        """The severities that a project configures, with the rules that do not run off."""
        wanted = dict(configured)
        for rule in RULES:
            if rule.identifier not in self.selected:
                wanted[rule.identifier] = _OFF
            elif self.is_explicit:
                if wanted.get(rule.identifier) == _OFF:
                    del wanted[rule.identifier]
            elif rule.severity == _HINT:
                wanted.setdefault(rule.identifier, _OFF)
        return wanted


NOTHING_ASKED = Selection(IDENTIFIERS)
"""Where a command line names no rules."""


def selection(select: Sequence[str], ignore: Sequence[str]) -> Selection:
    """What the options come to: rules or subjects, several divided by commas. Raises
    UnknownRule."""
    chosen, left_out = _names(select), _names(ignore)
    selected = _rules_of(chosen) if chosen else IDENTIFIERS
    return Selection(selected - _rules_of(left_out), bool(chosen))


def _names(options: Sequence[str]) -> list[str]:
    names = [name.strip() for option in options for name in option.split(",")]
    return [name.replace("_", "-").lower() for name in names if name]


def _rules_of(names: Sequence[str]) -> frozenset[str]:
    found: set[str] = set()
    for name in names:
        rules = rules_called(name)
        if rules is None:
            hint = did_you_mean(name, [*IDENTIFIERS, *SUBJECTS])
            raise UnknownRule(f"no rule or subject is called {name}{hint}")
        found |= rules
    return frozenset(found)
