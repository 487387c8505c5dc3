"""Rules about models that run, but very probably not as meant."""

from keras_lens.rules.rule import Rule
from keras_lens.rules.structure import (
    activation_after_softmax,
    activation_twice,
    bias_before_normalization,
    constant_kernel,
    dense_before_flatten,
    dropout_after_output,
    dropout_rate,
    empty_summary,
    flatten_dominates,
    flattened_mask,
    frozen_after_compile,
    linear_layers_in_a_row,
    normalization_after_dropout,
    pooled_away,
    unused_layer,
)

RULES: tuple[Rule, ...] = (
    dense_before_flatten.RULE,
    linear_layers_in_a_row.RULE,
    activation_twice.RULE,
    activation_after_softmax.RULE,
    dropout_after_output.RULE,
    dropout_rate.RULE,
    normalization_after_dropout.RULE,
    bias_before_normalization.RULE,
    pooled_away.RULE,
    flatten_dominates.RULE,
    flattened_mask.RULE,
    constant_kernel.RULE,
    frozen_after_compile.RULE,
    unused_layer.RULE,
    empty_summary.RULE,
)
