"""Rules about the output, the loss, the labels and the data of training."""

from keras_lens.rules.rule import Rule
from keras_lens.rules.training import (
    accuracy_of_regression,
    categorical_loss_of_one_unit,
    logits_and_activation,
    regression_loss_of_classifier,
    sigmoid_with_categorical_loss,
    softmax_of_one_unit,
    softmax_with_binary_loss,
)

RULES: tuple[Rule, ...] = (
    softmax_of_one_unit.RULE,
    categorical_loss_of_one_unit.RULE,
    sigmoid_with_categorical_loss.RULE,
    softmax_with_binary_loss.RULE,
    logits_and_activation.RULE,
    regression_loss_of_classifier.RULE,
    accuracy_of_regression.RULE,
)
