"""All rules."""

from __future__ import annotations

from keras_lens.rules import assumptions, dense_before_flatten
from keras_lens.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    dense_before_flatten.RULE,
    assumptions.MISUNDERSTOOD,
    assumptions.WRONG,
    assumptions.UNUSED,
)
