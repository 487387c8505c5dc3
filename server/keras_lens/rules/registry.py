"""All rules, by subject."""

from __future__ import annotations

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

RULES: tuple[Rule, ...] = tuple(rule for rules in SUBJECTS.values() for rule in rules)
