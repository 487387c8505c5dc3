"""Functions of TensorFlow that were found to refuse Keras's symbolic tensors.

All that make a tensor of theirs do (`KerasTensor.__tf_tensor__`); those are listed that programs
use, each tried with Keras.
"""

from __future__ import annotations

from keras_lens.evaluation.outcomes import Refusal

REFUSAL = Refusal(
    "ValueError",
    "A KerasTensor cannot be used as input to a TensorFlow function. A KerasTensor is a symbolic"
    " placeholder for a shape and dtype, used when constructing Keras Functional models or Keras"
    " Functions. You can only use it as input to a Keras layer or a Keras operation (from the"
    " namespaces `keras.layers` and `keras.ops`).",
    "construct",
)

_MODULES = frozenset(
    {"tensorflow", "tensorflow.image", "tensorflow.linalg", "tensorflow.math", "tensorflow.nn"}
)
_NAMES = frozenset(
    {
        "abs", "add", "cast", "clip_by_value", "concat", "divide", "dropout", "einsum", "exp",
        "expand_dims", "gather", "identity", "l2_normalize", "log", "matmul", "maximum",
        "minimum", "multiply", "norm", "one_hot", "pad", "pow", "reduce_max", "reduce_mean",
        "reduce_min", "reduce_sum", "relu", "reshape", "resize", "shape", "sigmoid", "slice",
        "softmax", "split", "sqrt", "square", "squeeze", "stack", "stop_gradient", "subtract",
        "tanh", "tile", "transpose", "zeros_like",
    }
)  # fmt: skip


def refuses_symbolic(path: str) -> bool:
    """Whether the function at `path` surely does."""
    module, _, name = path.rpartition(".")
    return module in _MODULES and name in _NAMES
