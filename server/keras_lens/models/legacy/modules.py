"""Modules of Keras 1 and 2 that Keras 3 does not have, and where their content is now.

Sources: the trees of keras-team/keras at 1.2.2, 2.2.4 and 2.12.
"""

from __future__ import annotations

_LAYERS = ("keras.layers",)
_OPTIMIZERS = ("keras.optimizers",)
_ENGINE = ("keras.layers", "keras.models", "keras", "keras.utils")
_UTILS = ("keras.utils", "keras.saving", "keras.callbacks")

MODULES: dict[str, tuple[str, ...]] = {
    **{
        f"keras.layers.{name}": _LAYERS
        for name in (
            "activation", "advanced_activations", "attention", "convolutional",
            "convolutional_recurrent", "core", "cudnn_recurrent", "dense_attention", "embeddings",
            "experimental", "experimental.preprocessing", "local", "locally_connected", "merge",
            "merging", "noise", "normalization", "normalization_v2", "pooling", "preprocessing",
            "recurrent", "recurrent_v2", "regularization", "reshaping", "rnn",
            "rnn_cell_wrapper_v2", "serialization", "wrappers",
        )
    },
    **{
        f"keras.engine.{name}": _ENGINE
        for name in (
            "base_layer", "functional", "input_layer", "input_spec", "network", "sequential",
            "topology", "training",
        )
    },
    "keras.engine": _ENGINE,
    **{
        f"keras.optimizers.{name}": _OPTIMIZERS
        for name in (
            "experimental", "legacy", "optimizer_v2", "optimizer_experimental", "adadelta_v2",
            "adagrad_v2", "adam_v2", "adamax_v2", "ftrl_v2", "gradient_descent_v2", "nadam_v2",
            "rmsprop_v2",
        )
    },
    "keras.optimizers.optimizer_v2.learning_rate_schedule": ("keras.optimizers.schedules",),
    **{
        f"keras.utils.{name}": _UTILS
        for name in (
            "all_utils", "data_utils", "generic_utils", "image_utils", "io_utils", "layer_utils",
            "np_utils", "vis_utils", "visualize_util", "tf_utils",
        )
    },
    "keras.callbacks.callbacks": ("keras.callbacks",),
    "keras.callbacks.tensorboard_v1": ("keras.callbacks",),
    "keras.callbacks.experimental": ("keras.callbacks",),
    "keras.initializers.initializers_v2": ("keras.initializers",),
    "keras.initializations": ("keras.initializers",),
    "keras.objectives": ("keras.losses",),
    "keras.mixed_precision.experimental": ("keras.mixed_precision",),
    "keras.applications.mobilenetv2": ("keras.applications.mobilenet_v2",),
    "keras.applications.resnext": ("keras.applications",),
    "keras.preprocessing.text": ("tensorflow.keras.preprocessing.text",),
    "keras.preprocessing.image": (
        "keras.preprocessing.image", "keras.utils", "tensorflow.keras.preprocessing.image",
    ),
    "keras.preprocessing.sequence": ("keras.preprocessing.sequence", "keras.utils"),
    "keras.preprocessing.image_dataset": ("keras.preprocessing", "keras.utils"),
    "keras.preprocessing.timeseries": ("keras.preprocessing", "keras.utils"),
    "keras.saving.save": ("keras.saving", "keras.models"),
    "keras.saving.legacy": ("keras.saving", "keras.models"),
}  # fmt: skip
"""From an old module to those that may have its content now, the likeliest first. A module that
the installed Keras still has is here for what has left it."""
