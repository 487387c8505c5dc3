"""Rules about what older versions of Keras had."""

from keras_lens.rules.rule import Rule

RULES: tuple[Rule, ...] = ()
