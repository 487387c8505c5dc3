"""Layers described in dictionaries and dataclasses."""

from dataclasses import dataclass

import keras
from keras import layers

config = {
    "input": {"shape": (40,)},
    "hidden": [{"units": 32, "dropout": 0.1}, {"units": 16}, {"units": 8, "dropout": 0.3}],
    "output": {"units": 4, "activation": "softmax", "name": "probabilities"},
}

model = keras.Sequential([keras.Input(**config["input"])])
for block in config["hidden"]:
    model.add(layers.Dense(block["units"], activation=config.get("activation", "relu")))
    if "dropout" in block:
        model.add(layers.Dropout(block["dropout"]))
model.add(layers.Dense(**config["output"]))


@dataclass
class Settings:
    filters: int = 8
    kernel: tuple = (3, 3)
    classes: int = 2


settings = Settings(filters=12)
net = keras.Sequential(
    [
        layers.Conv2D(settings.filters, settings.kernel, input_shape=(16, 16, 3)),
        layers.Flatten(),
        layers.Dense(settings.classes),
    ]
)
