"""Rules about the output, the loss, the labels and the data of training."""

from keras_lens.rules.rule import Rule
from keras_lens.rules.training import (
    data_does_not_fit_model,
    data_lengths_differ,
    fit_before_compile,
    fixed_batch_size,
    generator_needs_images,
    images_not_scaled,
    labels_do_not_fit_output,
    training_refused,
)

RULES: tuple[Rule, ...] = (
    fit_before_compile.RULE,
    data_lengths_differ.RULE,
    data_does_not_fit_model.RULE,
    fixed_batch_size.RULE,
    labels_do_not_fit_output.RULE,
    generator_needs_images.RULE,
    images_not_scaled.RULE,
    training_refused.RULE,
)
