"""Rules about models that run, but very probably not as meant."""

from keras_lens.rules.rule import Rule
from keras_lens.rules.structure import dense_before_flatten

RULES: tuple[Rule, ...] = (dense_before_flatten.RULE,)
