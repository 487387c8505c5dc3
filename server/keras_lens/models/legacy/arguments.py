"""Arguments of Keras 1 and 2 in the terms of Keras 3.

Sources: `keras/legacy/interfaces.py` of keras-team/keras at 2.2.4 (Keras 1 to 2), the constructors
at 1.2.2, and those of Keras 3.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

KERAS_1 = "Keras 2"
"""The version that renamed what Keras 1 had."""
KERAS_2 = "Keras 3"


@dataclass(frozen=True)
class OldArguments:
    """What became of the arguments of one class or function.

    order: the old parameters that could be given by place, for calls that are surely old.
    renamed: old name to new. values: new name to what became of its values; other values have no
        namesake. dropped: what is left out without loss; `lossy`: shapes stay, training does not;
        `harmful`: only where they have one of these values, as they did something else otherwise.
        `certain_without`: only where these others are not given.
    joined: a new parameter that is a tuple of several old ones. defaults: what has to be told
        where it is not given. accepted: old names that Keras 3 takes with a warning; `ignored`:
        takes, and does nothing with.
    since: the version that took the old ones away.
    """

    order: tuple[str, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[object, object]] = field(default_factory=dict)
    dropped: frozenset[str] = frozenset()
    lossy: frozenset[str] = frozenset()
    harmful: Mapping[str, tuple[object, ...]] = field(default_factory=dict)
    certain_without: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    joined: tuple[tuple[str, tuple[str, ...]], ...] = ()
    defaults: Mapping[str, object] = field(default_factory=dict)
    accepted: frozenset[str] = frozenset()
    ignored: frozenset[str] = frozenset()
    since: str = KERAS_1

    def names(self) -> frozenset[str]:
        """All old names."""
        joined = {part for _, parts in self.joined for part in parts}
        left_out = self.dropped | self.lossy | self.ignored | self.certain_without.keys()
        return frozenset({*self.renamed, *self.harmful, *joined}) | left_out


_PADDING: dict[object, object] = {"valid": "valid", "same": "same"}
_DATA_FORMAT: dict[object, object] = {
    "tf": "channels_last",
    "th": "channels_first",
    "default": None,
    "channels_last": "channels_last",
    "channels_first": "channels_first",
    None: None,
}
_KERNEL = {
    "init": "kernel_initializer",
    "W_regularizer": "kernel_regularizer",
    "b_regularizer": "bias_regularizer",
    "W_constraint": "kernel_constraint",
    "b_constraint": "bias_constraint",
    "bias": "use_bias",
}
_PLACE = {"border_mode": "padding", "dim_ordering": "data_format"}
_PLACE_VALUES: dict[str, Mapping[object, object]] = {
    "padding": {**_PADDING},
    "data_format": _DATA_FORMAT,
}

_DENSE = OldArguments(
    order=("output_dim", "init", "activation"),
    renamed={"output_dim": "units", **_KERNEL},
    harmful={"weights": (None,)},
)
_CONV_1D = OldArguments(
    order=("nb_filter", "filter_length"),
    renamed={
        "nb_filter": "filters",
        "filter_length": "kernel_size",
        "subsample_length": "strides",
        "subsample": "strides",
        "atrous_rate": "dilation_rate",
        "border_mode": "padding",
        **_KERNEL,
    },
    values={"padding": {**_PADDING, "causal": "causal"}},
    harmful={"weights": (None,)},
    joined=(("input_shape", ("input_length", "input_dim")),),
)
_CONV_2D = OldArguments(
    order=("nb_filter", "nb_row", "nb_col"),
    renamed={
        "nb_filter": "filters",
        "subsample": "strides",
        "atrous_rate": "dilation_rate",
        **_PLACE,
        **_KERNEL,
    },
    values=_PLACE_VALUES,
    harmful={"weights": (None,)},
    joined=(("kernel_size", ("nb_row", "nb_col")),),
)
_CONV_3D = replace(
    _CONV_2D,
    order=("nb_filter", "kernel_dim1", "kernel_dim2", "kernel_dim3"),
    joined=(("kernel_size", ("kernel_dim1", "kernel_dim2", "kernel_dim3")),),
)
_DECONV_2D = replace(
    _CONV_2D,
    order=("nb_filter", "nb_row", "nb_col", "output_shape"),
    certain_without={"output_shape": ("subsample", "strides")},
)
_SEPARABLE = replace(
    _CONV_2D,
    renamed={
        "nb_filter": "filters",
        "subsample": "strides",
        **_PLACE,
        "b_regularizer": "bias_regularizer",
        "b_constraint": "bias_constraint",
        "bias": "use_bias",
        "depthwise_init": "depthwise_initializer",
        "pointwise_init": "pointwise_initializer",
    },
    dropped=frozenset({"init"}),
)
_POOLING_1D = OldArguments(
    renamed={"pool_length": "pool_size", "stride": "strides", "border_mode": "padding"},
    values={"padding": _PADDING},
)
_FORMAT = OldArguments(renamed={"dim_ordering": "data_format"}, values=_PLACE_VALUES)
_POOLING = OldArguments(renamed=_PLACE, values=_PLACE_VALUES)
_RECURRENT = OldArguments(
    order=("output_dim",),
    renamed={
        "output_dim": "units",
        "init": "kernel_initializer",
        "inner_init": "recurrent_initializer",
        "inner_activation": "recurrent_activation",
        "W_regularizer": "kernel_regularizer",
        "U_regularizer": "recurrent_regularizer",
        "b_regularizer": "bias_regularizer",
        "dropout_W": "dropout",
        "dropout_U": "recurrent_dropout",
    },
    dropped=frozenset({"consume_less"}),
    harmful={"forget_bias_init": ("one",), "weights": (None,), "time_major": (False,)},
    joined=(("input_shape", ("input_length", "input_dim")),),
)
_CONV_LSTM = replace(
    _RECURRENT,
    order=("nb_filter", "nb_row", "nb_col"),
    renamed={**_RECURRENT.renamed, "nb_filter": "filters", "subsample": "strides", **_PLACE},
    values=_PLACE_VALUES,
    joined=(("kernel_size", ("nb_row", "nb_col")),),
)
_RATE = OldArguments(renamed={"p": "rate"})
_SPATIAL = OldArguments(renamed={"p": "rate", "dim_ordering": "data_format"}, values=_PLACE_VALUES)
_OPTIMIZER = OldArguments(
    renamed={"lr": "learning_rate"},
    harmful={"epsilon": (None,)},
    ignored=frozenset({"decay"}),
    since=KERAS_2,
)
_GENERATORS = frozenset({"max_q_size", "nb_worker", "pickle_safe"})
_WORKERS = frozenset({"workers", "use_multiprocessing", "max_queue_size"})
_FIT = OldArguments(renamed={"nb_epoch": "epochs"}, dropped=frozenset({"show_accuracy"}) | _WORKERS)
_WITH_SAMPLES = {"samples_per_epoch": (), "nb_val_samples": (), "val_samples": ()}

ARGUMENTS: dict[str, OldArguments] = {
    "keras.layers.Dense": _DENSE,
    **{f"keras.layers.Conv1D{suffix}": _CONV_1D for suffix in ("", "Transpose")},
    "keras.layers.Conv2D": _CONV_2D,
    "keras.layers.Conv2DTranspose": _DECONV_2D,
    "keras.layers.Conv3D": _CONV_3D,
    "keras.layers.Conv3DTranspose": _CONV_3D,
    "keras.layers.SeparableConv2D": _SEPARABLE,
    "keras.layers.MaxPooling1D": _POOLING_1D,
    "keras.layers.AveragePooling1D": _POOLING_1D,
    **{f"keras.layers.{kind}Pooling{rank}D": _POOLING
       for kind in ("Max", "Average") for rank in (2, 3)},
    **{f"keras.layers.Global{kind}Pooling{rank}D": _FORMAT
       for kind in ("Max", "Average") for rank in (2, 3)},
    **{f"keras.layers.{kind}{rank}D": _FORMAT
       for kind in ("ZeroPadding", "Cropping", "UpSampling") for rank in (2, 3)},
    "keras.layers.UpSampling1D": OldArguments(renamed={"length": "size"}),
    **{f"keras.layers.{kind}": _RECURRENT for kind in ("LSTM", "GRU", "SimpleRNN")},
    "keras.layers.ConvLSTM2D": _CONV_LSTM,
    "keras.layers.Embedding": OldArguments(
        renamed={
            "init": "embeddings_initializer",
            "W_regularizer": "embeddings_regularizer",
            "W_constraint": "embeddings_constraint",
        },
        dropped=frozenset({"input_length"}),
        lossy=frozenset({"dropout"}),
        harmful={"weights": (None,)},
        accepted=frozenset({"input_length"}),
    ),
    "keras.layers.LeakyReLU": OldArguments(
        renamed={"alpha": "negative_slope"}, accepted=frozenset({"alpha"}), since=KERAS_2
    ),
    "keras.layers.Dropout": _RATE,
    "keras.layers.GaussianDropout": _RATE,
    "keras.layers.GaussianNoise": OldArguments(renamed={"sigma": "stddev"}),
    "keras.layers.SpatialDropout1D": _RATE,
    "keras.layers.SpatialDropout2D": _SPATIAL,
    "keras.layers.SpatialDropout3D": _SPATIAL,
    "keras.layers.BatchNormalization": OldArguments(
        renamed={"beta_init": "beta_initializer", "gamma_init": "gamma_initializer"},
        dropped=frozenset({"fused"}),
        harmful={"mode": (0,), "weights": (None,), "virtual_batch_size": (None,)},
    ),
    "keras.layers.PReLU": OldArguments(renamed={"init": "alpha_initializer"}),
    "keras.layers.Reshape": OldArguments(renamed={"dims": "target_shape"}),
    "keras.Model": OldArguments(renamed={"input": "inputs", "output": "outputs"}),
    "keras.Input": OldArguments(renamed={"input_dtype": "dtype"}),
    **{f"keras.optimizers.{name}": _OPTIMIZER
       for name in ("SGD", "RMSprop", "Adagrad", "Adadelta", "Ftrl", "Adam", "Adamax")},
    "keras.optimizers.Nadam": replace(_OPTIMIZER, lossy=frozenset({"schedule_decay"})),
    "keras.constraints.MaxNorm": OldArguments(renamed={"m": "max_value"}),
    "keras.utils.to_categorical": OldArguments(renamed={"nb_classes": "num_classes"}),
    "keras.callbacks.TensorBoard": OldArguments(
        dropped=frozenset({"write_grads", "batch_size", "embeddings_layer_names",
                           "embeddings_data"}),
        since=KERAS_2,
    ),
    "keras.callbacks.ModelCheckpoint": OldArguments(lossy=frozenset({"period"}), since=KERAS_2),
    "keras.backend.set_image_data_format": OldArguments(
        order=("dim_ordering",),
        renamed={"dim_ordering": "data_format"},
        values={"data_format": _DATA_FORMAT},
    ),
    "keras.ops.argmax": OldArguments(defaults={"axis": -1}),
    "keras.ops.argmin": OldArguments(defaults={"axis": -1}),
    "keras.ops.expand_dims": OldArguments(defaults={"axis": -1}),
    "keras.ops.concatenate": OldArguments(defaults={"axis": -1}, renamed={"tensors": "xs"}),
    "keras.ops.cumsum": OldArguments(defaults={"axis": 0}),
    "keras.ops.cumprod": OldArguments(defaults={"axis": 0}),
    "keras.ops.take": OldArguments(defaults={"axis": 0}, renamed={"reference": "x"}),
    "keras.ops.clip": OldArguments(renamed={"min_value": "x_min", "max_value": "x_max"}),
    "keras.ops.transpose": OldArguments(renamed={"pattern": "axes"}),
    "keras.ops.power": OldArguments(renamed={"x": "x1", "a": "x2"}),
    "keras.ops.repeat": OldArguments(renamed={"rep": "repeats"}),
    "keras.Model.compile": OldArguments(
        dropped=frozenset({"class_mode", "sample_weight_mode"}),
        harmful={"target_tensors": (None,)},
    ),
    "keras.Model.fit": _FIT,
    "keras.Model.evaluate": OldArguments(dropped=frozenset({"show_accuracy"}) | _WORKERS),
    "keras.Model.predict": OldArguments(dropped=_WORKERS, since=KERAS_2),
    "keras.Model.fit_generator": OldArguments(
        order=("generator", "steps_per_epoch", "epochs", "verbose", "callbacks",
               "validation_data", "validation_steps"),
        renamed={"generator": "x", "nb_epoch": "epochs"},
        dropped=_WORKERS | _GENERATORS,
        harmful=_WITH_SAMPLES,
        since=KERAS_2,
    ),
    "keras.Model.evaluate_generator": OldArguments(
        order=("generator", "steps"), renamed={"generator": "x"},
        dropped=_WORKERS | _GENERATORS, harmful=_WITH_SAMPLES, since=KERAS_2,
    ),
    "keras.Model.predict_generator": OldArguments(
        order=("generator", "steps"), renamed={"generator": "x"},
        dropped=_WORKERS | _GENERATORS, harmful=_WITH_SAMPLES, since=KERAS_2,
    ),
}  # fmt: skip
"""By the path of today; methods of models as `keras.Model.fit`, removed ones by their old name."""
