"""Rules about the comments that are meant for Keras Lens."""

from keras_lens.rules.comments import assumptions, unused_ignore
from keras_lens.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    assumptions.MISUNDERSTOOD,
    assumptions.WRONG,
    assumptions.UNUSED,
    unused_ignore.RULE,
)
