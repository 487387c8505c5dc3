"""Classes and functions of Keras 1 and 2 that have another name in Keras 3, or none.

Sources: `keras/layers`, `keras/legacy/layers.py`, `keras/backend` and `keras/losses.py` of
keras-team/keras at 1.2.2 and 2.2.4; the release notes of 2.0 and 3.0.
"""

from __future__ import annotations

_LOSSES = {
    "mse": "mean_squared_error", "MSE": "mean_squared_error",
    "mae": "mean_absolute_error", "MAE": "mean_absolute_error",
    "mape": "mean_absolute_percentage_error", "MAPE": "mean_absolute_percentage_error",
    "msle": "mean_squared_logarithmic_error", "MSLE": "mean_squared_logarithmic_error",
    "kld": "kl_divergence", "KLD": "kl_divergence",
    "kullback_leibler_divergence": "kl_divergence",
}  # fmt: skip

_BACKEND = {
    "image_dim_ordering": "keras.backend.image_data_format",
    "set_image_dim_ordering": "keras.backend.set_image_data_format",
    **{
        name: f"keras.ops.{name}"
        for name in (
            "abs", "all", "any", "cos", "cumprod", "cumsum", "equal", "exp", "greater",
            "greater_equal", "less", "less_equal", "log", "logsumexp", "max", "maximum", "mean",
            "min", "minimum", "not_equal", "ones_like", "prod", "round", "sign", "sin", "sqrt",
            "square", "stack", "std", "stop_gradient", "sum", "tile", "var", "zeros_like",
        )
    },
    "sigmoid": "keras.ops.sigmoid",
    "softplus": "keras.ops.softplus",
    "softsign": "keras.ops.softsign",
    "tanh": "keras.ops.tanh",
    "reshape": "keras.ops.reshape",
    "permute_dimensions": "keras.ops.transpose",
    "pow": "keras.ops.power",
    "clip": "keras.ops.clip",
    "cast": "keras.ops.cast",
    "squeeze": "keras.ops.squeeze",
    "expand_dims": "keras.ops.expand_dims",
    "concatenate": "keras.ops.concatenate",
    "argmax": "keras.ops.argmax",
    "argmin": "keras.ops.argmin",
    "repeat_elements": "keras.ops.repeat",
    "int_shape": "keras.ops.shape",
    "shape": "keras.ops.shape",
    "flatten": "keras.ops.ravel",
    "gather": "keras.ops.take",
    "softmax": "keras.ops.softmax",
    "one_hot": "keras.ops.one_hot",
}  # fmt: skip

NAMES: dict[str, str] = {
    "keras.layers.CuDNNLSTM": "keras.layers.LSTM",
    "keras.layers.CuDNNGRU": "keras.layers.GRU",
    "keras.layers.Deconvolution2D": "keras.layers.Conv2DTranspose",
    "keras.layers.Deconvolution3D": "keras.layers.Conv3DTranspose",
    "keras.layers.Deconv2D": "keras.layers.Conv2DTranspose",
    "keras.layers.Deconv3D": "keras.layers.Conv3DTranspose",
    "keras.layers.AtrousConvolution1D": "keras.layers.Conv1D",
    "keras.layers.AtrousConvolution2D": "keras.layers.Conv2D",
    "keras.layers.AtrousConv1D": "keras.layers.Conv1D",
    "keras.layers.AtrousConv2D": "keras.layers.Conv2D",
    "keras.constraints.maxnorm": "keras.constraints.MaxNorm",
    "keras.constraints.nonneg": "keras.constraints.NonNeg",
    "keras.constraints.unitnorm": "keras.constraints.UnitNorm",
    "keras.regularizers.activity_l1": "keras.regularizers.L1",
    "keras.regularizers.activity_l2": "keras.regularizers.L2",
    "keras.regularizers.activity_l1l2": "keras.regularizers.L1L2",
    "keras.regularizers.l1l2": "keras.regularizers.L1L2",
    "keras.regularizers.WeightRegularizer": "keras.regularizers.L1L2",
    "keras.regularizers.ActivityRegularizer": "keras.regularizers.L1L2",
    "keras.initializers.normal": "keras.initializers.RandomNormal",
    "keras.initializers.uniform": "keras.initializers.RandomUniform",
    "keras.initializers.zero": "keras.initializers.Zeros",
    "keras.initializers.one": "keras.initializers.Ones",
    "keras.losses.cosine_proximity": "keras.losses.cosine_similarity",
    "keras.losses.logcosh": "keras.losses.log_cosh",
    **{f"keras.losses.{old}": f"keras.losses.{new}" for old, new in _LOSSES.items()},
    **{f"keras.metrics.{old}": f"keras.metrics.{new}" for old, new in _LOSSES.items()
       if new != "kl_divergence"},
    "keras.utils.plot": "keras.utils.plot_model",
    "keras.engine.Container": "keras.Model",
    "keras.engine.topology.Container": "keras.Model",
    "keras.layers.Network": "keras.Model",
    "keras.mixed_precision.Policy": "keras.mixed_precision.DTypePolicy",
    "keras.mixed_precision.set_policy": "keras.mixed_precision.set_global_policy",
    "keras.preprocessing.text.tokenizer_from_json":
        "tensorflow.keras.preprocessing.text.tokenizer_from_json",
    **{f"keras.backend.{old}": new for old, new in _BACKEND.items()},
}  # fmt: skip
"""From an old path to the one that does the same. A module in front may be old too
(`keras.engine.topology`): it is looked up first."""

_NO_FUNCTIONS = "Keras 3 has no learning phase: give `training=` to the layers that are called."
_TENSORFLOW_1 = "Sessions and graphs are gone with TensorFlow 1: leave it out."
_SCIKERAS = (
    "Use the package SciKeras (`from scikeras.wrappers import KerasClassifier`), or "
    "`keras.wrappers.SKLearnClassifier` and `SKLearnRegressor`."
)
_BY_HAND = "Write it as a layer of your own, or with a `Dense` and `keras.ops`."

GONE: dict[str, str] = {
    "keras.layers.Merge": "Call `Concatenate()`, `Add()`, `Multiply()` and so on, on a list of"
    " tensors in a functional model.",
    "keras.layers.merge": "Call `concatenate`, `add`, `multiply` and so on, on a list of tensors.",
    "keras.layers.MaxoutDense": _BY_HAND,
    "keras.layers.Highway": _BY_HAND,
    "keras.layers.SReLU": "Use `PReLU`, or write it as a layer of your own.",
    "keras.layers.ParametricSoftplus": "Use `Activation('softplus')`.",
    "keras.layers.TimeDistributedDense": "Use `TimeDistributed(Dense(...))`, or `Dense` alone.",
    "keras.layers.LocallyConnected1D": "Keras 3 has no such layer: write it as one of your own.",
    "keras.layers.LocallyConnected2D": "Keras 3 has no such layer: write it as one of your own.",
    "keras.layers.ThresholdedReLU": "Use `ReLU(threshold=...)`.",
    "keras.layers.Recurrent": "Derive from `keras.layers.RNN`, or `keras.layers.Layer`.",
    "keras.layers.RandomHeight": "Keras 3 has no such layer under this name.",
    "keras.layers.RandomWidth": "Keras 3 has no such layer under this name.",
    "keras.layers.Graph": "Use a functional `keras.Model`.",
    "keras.models.Graph": "Use a functional `keras.Model`.",
    "keras.models.model_from_yaml": "Use `model.to_json()` and `model_from_json`.",
    "keras.utils.HDF5Matrix": "Read the file with h5py.",
    "keras.utils.multi_gpu_model": "Use `tf.distribute.MirroredStrategy`.",
    "keras.utils.OrderedEnqueuer": "Give the data set to `fit` itself.",
    "keras.utils.GeneratorEnqueuer": "Give the generator to `fit` itself.",
    "keras.utils.accumulate": "Use a list of your own.",
    "keras.utils.np_utils.categorical_probas_to_classes": "Use `numpy.argmax(p, axis=1)`.",
    "keras.utils.np_utils.probas_to_classes": "Use `numpy.argmax(p, axis=1)`.",
    "keras.wrappers.scikit_learn": _SCIKERAS,
    "keras.wrappers.scikit_learn.KerasClassifier": _SCIKERAS,
    "keras.wrappers.scikit_learn.KerasRegressor": _SCIKERAS,
    "keras.optimizers.TFOptimizer": "Give an optimizer of `keras.optimizers`.",
    "keras.losses.Reduction": 'Give a text: `reduction="sum"`.',
    "keras.backend.learning_phase": _NO_FUNCTIONS,
    "keras.backend.set_learning_phase": _NO_FUNCTIONS,
    "keras.backend.in_train_phase": _NO_FUNCTIONS,
    "keras.backend.in_test_phase": _NO_FUNCTIONS,
    "keras.backend.function": "Make a `keras.Model` from the inputs to these outputs and call it.",
    "keras.backend.placeholder": "Use `keras.Input`.",
    "keras.backend.get_session": _TENSORFLOW_1,
    "keras.backend.set_session": _TENSORFLOW_1,
    "keras.backend.tensorflow_backend": _TENSORFLOW_1,
    "keras.backend.tensorflow_backend.set_session": _TENSORFLOW_1,
    "keras.backend.tensorflow_backend.get_session": _TENSORFLOW_1,
    "keras.backend.manual_variable_initialization": _TENSORFLOW_1,
    "keras.backend.gradients": "Use `tf.GradientTape`.",
    "keras.backend.variable": "Use `keras.Variable`.",
    "keras.backend.get_value": "Use `keras.ops.convert_to_numpy`.",
    "keras.backend.eval": "Use `keras.ops.convert_to_numpy`.",
    "keras.backend.set_value": "Use `variable.assign(value)`.",
    "keras.backend.print_tensor": "Use `tf.print`.",
    "keras.backend.switch": "Use `keras.ops.where`, or `keras.ops.cond`.",
    "keras.backend.dot": "Use `keras.ops.dot`, or `keras.ops.matmul`.",
    "keras.backend.batch_dot": "Use `keras.ops.matmul`, or `keras.ops.einsum`.",
    "keras.backend.binary_crossentropy": "Use `keras.losses.binary_crossentropy`.",
    "keras.backend.categorical_crossentropy": "Use `keras.losses.categorical_crossentropy`.",
    "keras.backend.l2_normalize": "Use `keras.ops.normalize`.",
    "keras.backend.epsilon_value": "Use `keras.config.epsilon()`.",
    "keras.backend.random_normal": "Use `keras.random.normal`.",
    "keras.backend.random_uniform": "Use `keras.random.uniform`.",
    "keras.backend.conv2d": "Use `keras.ops.conv`.",
    "keras.backend.pool2d": "Use `keras.ops.max_pool` or `keras.ops.average_pool`.",
    "keras.backend.ctc_batch_cost": "Use `keras.ops.ctc_loss`, or `tf.keras.backend`.",
    "keras.backend.resize_images": "Use `keras.ops.image.resize`.",
    "keras.backend.batch_flatten": "Use `keras.ops.reshape`.",
    "keras.backend.ndim": "Use `len(x.shape)`.",
    "keras.backend.relu": "Use `keras.ops.relu` or `keras.ops.leaky_relu`.",
    "keras.backend.elu": "Use `keras.ops.elu`.",
    "keras.backend.arange": "Use `keras.ops.arange`.",
    "keras.backend.ones": "Use `keras.ops.ones`.",
    "keras.backend.zeros": "Use `keras.ops.zeros`.",
    "keras.backend.constant": "Use `keras.ops.convert_to_tensor`.",
    "keras.backend.dropout": "Use `keras.random.dropout`.",
    "keras.backend.transpose": "Use `keras.ops.transpose`.",
    "keras.backend.map_fn": "Use `keras.ops.map`.",
    "keras.backend.is_tensor": "Use `keras.ops.is_tensor`.",
    "keras.backend.identity": "Use the tensor itself.",
    "keras.backend.reverse": "Use `keras.ops.flip`.",
}  # fmt: skip
"""What has no namesake that does the same, and what to do instead."""

IN_TENSORFLOW = frozenset(
    {
        "arange", "batch_get_value", "batch_normalization", "batch_set_value", "bias_add",
        "binary_crossentropy", "cast_to_floatx", "categorical_crossentropy", "constant", "conv1d",
        "conv2d", "conv2d_transpose", "conv3d", "count_params", "ctc_batch_cost", "ctc_decode",
        "depthwise_conv2d", "dropout", "dtype", "equal", "eval", "eye", "foldl", "foldr",
        "gather", "get_value", "gradients", "greater", "greater_equal", "hard_sigmoid",
        "in_top_k", "is_sparse", "less", "less_equal", "map_fn", "name_scope", "not_equal",
        "ones", "pool2d", "pool3d", "random_bernoulli", "repeat_elements", "resize_volumes",
        "rnn", "separable_conv2d", "set_value", "sparse_categorical_crossentropy",
        "spatial_2d_padding", "spatial_3d_padding", "stop_gradient", "switch",
        "temporal_padding", "to_dense", "truncated_normal", "update", "update_add", "update_sub",
        "variable", "zeros", "any", "all",
    }
)  # fmt: skip
"""What of these `tensorflow.keras.backend` still has in Keras 3, beside the functions that the
evaluator knows; from `keras/_tf_keras/keras/backend/__init__.py`."""
