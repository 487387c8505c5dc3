"""Rules about what Keras refuses: the program stops there with an exception."""

from keras_lens.rules.rule import Rule

RULES: tuple[Rule, ...] = ()
