"""Rules about the output, the loss, the labels and the data of training."""

from keras_lens.rules.rule import Rule
from keras_lens.rules.training import (
    accuracy_of_regression,
    categorical_loss_of_one_unit,
    data_does_not_fit_model,
    data_lengths_differ,
    fit_before_compile,
    fixed_batch_size,
    generator_needs_images,
    images_not_scaled,
    labels_and_loss,
    labels_do_not_fit_output,
    logits_and_activation,
    output_keeps_spatial_axes,
    regression_loss_of_classifier,
    sigmoid_with_categorical_loss,
    softmax_of_one_unit,
    softmax_with_binary_loss,
    training_refused,
    units_and_classes,
)

RULES: tuple[Rule, ...] = (
    softmax_of_one_unit.RULE,
    categorical_loss_of_one_unit.RULE,
    sigmoid_with_categorical_loss.RULE,
    softmax_with_binary_loss.RULE,
    labels_and_loss.RULE,
    units_and_classes.RULE,
    logits_and_activation.RULE,
    regression_loss_of_classifier.RULE,
    accuracy_of_regression.RULE,
    output_keeps_spatial_axes.RULE,
    fit_before_compile.RULE,
    data_lengths_differ.RULE,
    data_does_not_fit_model.RULE,
    fixed_batch_size.RULE,
    labels_do_not_fit_output.RULE,
    generator_needs_images.RULE,
    images_not_scaled.RULE,
    training_refused.RULE,
)
