"""All rules, by subject."""

from __future__ import annotations

from collections.abc import Collection

from keras_lens.rules import comments, old_apis, refusals, structure, training
from keras_lens.rules.rule import Rule

SUBJECTS: dict[str, tuple[Rule, ...]] = {
    "refusals": refusals.RULES,
    "training": training.RULES,
    "structure": structure.RULES,
    "old-apis": old_apis.RULES,
    "comments": comments.RULES,
}
"""The folders of rules: what a group of them is about."""

TITLES: dict[str, str] = {
    "refusals": "What Keras refuses",
    "training": "Outputs, losses, labels and data",
    "structure": "Models that run, but hardly as they are meant",
    "old-apis": "Code for an older Keras",
    "comments": "Comments that speak to Keras Lens",
}
"""Each subject in words."""

RULES: tuple[Rule, ...] = tuple(rule for rules in SUBJECTS.values() for rule in rules)

IDENTIFIERS: frozenset[str] = frozenset(rule.identifier for rule in RULES)

_ALL = "all"
_BY_IDENTIFIER = {rule.identifier: rule for rule in RULES}


def with_more_specific(identifiers: Collection[str]) -> list[Rule]:
    """The rules of these names and those that they yield to, each behind those it yields to, and
    otherwise in the order of `RULES`."""
    ordered: dict[str, Rule] = {}

    def place(rule: Rule) -> None:
        for name in rule.yields_to:
            place(_BY_IDENTIFIER[name])
        ordered.setdefault(rule.identifier, rule)

    for rule in RULES:
        if rule.identifier in identifiers:
            place(rule)
    return list(ordered.values())


def rules_called(name: str) -> frozenset[str] | None:
    """The identifiers of the rules that a rule's name, a subject or `all` calls; None where nothing
    has that name."""
    if name == _ALL:
        return IDENTIFIERS
    if name in SUBJECTS:
        return frozenset(rule.identifier for rule in SUBJECTS[name])
    return frozenset({name}) if name in IDENTIFIERS else None
