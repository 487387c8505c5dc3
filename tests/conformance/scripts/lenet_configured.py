"""LeNet by a loop over a table of layers."""

from collections import OrderedDict

import keras
from keras import layers

LAYERS = {"conv": layers.Conv2D, "pool": layers.MaxPooling2D, "flatten": layers.Flatten, "dense": layers.Dense}
DEFAULTS = {"conv": dict(kernel_size=5, activation="relu"), "pool": {"pool_size": 2}, "dense": {"activation": "relu"}}

ARCHITECTURE = [
    ("conv", {"filters": 6, "padding": "same"}),
    ("pool", {}),
    ("conv", {"filters": 16}),
    ("pool", None),
    ("flatten", None),
    ("dense", {"units": 120}),
    ("dense", {"units": 84}),
    ("dense", {"units": 10, "activation": "softmax"}),
]


def build(architecture, input_shape):
    counts = OrderedDict()
    model = keras.Sequential(name="lenet_configured")
    model.add(keras.Input(shape=input_shape))
    for kind, options in architecture:
        counts[kind] = counts.get(kind, 0) + 1
        settings = {**DEFAULTS.get(kind, {}), **(options or {})}
        settings.setdefault("name", f"{kind}_{counts[kind]}")
        model.add(LAYERS[kind](**settings))
    return model, counts


model, counts = build(ARCHITECTURE, (28, 28, 1))
assert model.get_layer("dense_3").output.shape == (None, 10)
wider, _ = build([(kind, options) for kind, options in ARCHITECTURE if kind != "pool"], input_shape=(20, 20, 3))
