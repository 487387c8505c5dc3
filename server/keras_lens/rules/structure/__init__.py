"""Rules about models that run, but very probably not as meant."""

from keras_lens.rules.rule import Rule
from keras_lens.rules.structure import (
    activation_twice,
    constant_kernel,
    dense_before_flatten,
    dropout,
    flatten_dominates,
    flattened_mask,
    frozen_after_compile,
    linear_layers_in_a_row,
    normalization,
    pooled_away,
    unused_layer,
)

RULES: tuple[Rule, ...] = (
    dense_before_flatten.RULE,
    linear_layers_in_a_row.RULE,
    *activation_twice.RULES,
    *dropout.RULES,
    *normalization.RULES,
    pooled_away.RULE,
    flatten_dominates.RULE,
    flattened_mask.RULE,
    constant_kernel.RULE,
    frozen_after_compile.RULE,
    unused_layer.RULE,
)
