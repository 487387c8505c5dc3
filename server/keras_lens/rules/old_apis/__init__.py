"""Rules about what older versions of Keras had."""

from keras_lens.rules.old_apis import (
    input_shape_argument,
    old_argument,
    old_import,
    old_method,
    old_name,
)
from keras_lens.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    old_import.RULE,
    old_name.RULE,
    old_argument.RULE,
    old_method.RULE,
    input_shape_argument.RULE,
)
