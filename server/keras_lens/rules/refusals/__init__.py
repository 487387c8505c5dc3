"""Rules about what Keras refuses: the program stops there with an exception."""

from keras_lens.rules.refusals import (
    attention_input,
    axis_below_one,
    broadcast_shapes,
    compile_refused,
    disconnected_output,
    duplicate_layer_name,
    incompatible_input,
    invalid_argument,
    merge_shapes,
    missing_channel_axis,
    missing_return_sequences,
    model_never_called,
    refused_by_keras,
    reshape_size,
    tensorflow_on_keras_tensor,
    unbuilt_model,
    unknown_argument,
)
from keras_lens.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    missing_return_sequences.RULE,
    missing_channel_axis.RULE,
    incompatible_input.RULE,
    axis_below_one.RULE,
    reshape_size.RULE,
    merge_shapes.RULE,
    broadcast_shapes.RULE,
    attention_input.RULE,
    duplicate_layer_name.RULE,
    disconnected_output.RULE,
    unbuilt_model.RULE,
    model_never_called.RULE,
    compile_refused.RULE,
    unknown_argument.RULE,
    invalid_argument.RULE,
    tensorflow_on_keras_tensor.RULE,
    refused_by_keras.RULE,
)
