"""All rules, by subject."""

from __future__ import annotations

from keras_lens.rules import comments, old_apis, refusals, structure, training
from keras_lens.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    *refusals.RULES,
    *training.RULES,
    *structure.RULES,
    *old_apis.RULES,
    *comments.RULES,
)
