"""What sorts of layers there are, by Keras's class names, as far as rules need to know."""

from __future__ import annotations

NEUTRAL = frozenset(
    {
        "Activation", "ActivityRegularization", "AlphaDropout", "BatchNormalization", "Dropout",
        "ELU", "GaussianDropout", "GaussianNoise", "GroupNormalization", "Identity",
        "LayerNormalization", "LeakyReLU", "Masking", "PReLU", "RMSNormalization", "ReLU",
        "Softmax", "SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D",
        "SpectralNormalization", "ThresholdedReLU", "UnitNormalization",
    }
)  # fmt: skip
"""Layers that give the shape they get and do not look at an element's neighbours."""

PREPARATION = frozenset(
    {"CenterCrop", "InputLayer", "Normalization", "Rescaling", "Resizing"}
)  # fmt: skip
"""Layers that make images ready, beside those called `Random...`."""

MERGING = frozenset(
    {"Add", "Average", "Concatenate", "Maximum", "Minimum", "Multiply", "Subtract"}
)  # fmt: skip
"""Layers that make one tensor of several of the same spatial size."""

DROPOUTS = frozenset(
    {"AlphaDropout", "Dropout", "SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D"}
)
"""Layers that set a part of their inputs to 0 in training."""

RECURRENT = frozenset({"Bidirectional", "GRU", "LSTM", "RNN", "SimpleRNN"})
"""Layers that go along a sequence and give their last output, or that of every step."""

MODELS = frozenset({"Functional", "Model", "Sequential"})
"""A whole model that is used as a layer."""


def is_preparation(class_name: str) -> bool:
    """Whether the layer makes images ready and learns nothing."""
    return class_name in PREPARATION or class_name.startswith("Random")


def enlarges(class_name: str) -> bool:
    """Whether the layer makes spatial axes longer."""
    return "UpSampling" in class_name or "Transpose" in class_name


def mixes_neighbours(class_name: str) -> bool:
    """Whether the layer is a convolution or pooling, or moves borders as those need it."""
    return any(
        part in class_name for part in ("Conv", "Pooling", "Pool2D", "ZeroPadding", "Cropping")
    ) and not class_name.startswith("ConvLSTM")
