"""Models from configurations: dictionaries, data classes, class attributes, arguments."""

import argparse
from dataclasses import dataclass, field
from functools import partial

import keras
from keras import layers

CONFIG = {
    "input_shape": (32, 32, 3),
    "blocks": [{"filters": 8, "kernel_size": 3}, {"filters": 16, "kernel_size": 5}],
    "head": {"units": 10, "activation": "softmax"},
}


@dataclass
class Settings:
    width: int = 12
    rate: float = 0.2
    hidden: list = field(default_factory=lambda: [24, 12])

    @property
    def doubled(self):
        return self.width * 2


class Hyper:
    filters = 6
    kernel = (3, 3)


parser = argparse.ArgumentParser()
parser.add_argument("--units", type=int, default=20)
parser.add_argument("--layers", type=int, default=2, help="how many")
parser.add_argument("--flag", action="store_true")
args = parser.parse_args([])

conv = partial(layers.Conv2D, padding="same", activation="relu")


def build(input_shape, blocks, head, **extra):
    inputs = x = keras.Input(shape=input_shape)
    for block in blocks:
        x = conv(**block)(x)
        x = layers.MaxPooling2D()(x)
    x = layers.Flatten()(x)
    return keras.Model(inputs, layers.Dense(**head)(x), **extra)


model = build(**CONFIG, name="from_dict")

settings = Settings(rate=0.1)
mlp = keras.Sequential(
    [
        keras.Input((settings.doubled,)),
        *[layers.Dense(units) for units in settings.hidden],
        layers.Dropout(settings.rate),
    ]
)
mlp.add(layers.Dense(args.units))
for _ in range(args.layers):
    mlp.add(layers.Dense(4 if args.flag else 3))
small = keras.Sequential([keras.Input((8, 8, 1)), layers.Conv2D(Hyper.filters, Hyper.kernel)])
