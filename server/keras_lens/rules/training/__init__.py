"""Rules about the output, the loss, the labels and the data of training."""

from keras_lens.rules.rule import Rule

RULES: tuple[Rule, ...] = ()
