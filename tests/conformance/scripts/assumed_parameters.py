"""Functions that are called in a way that cannot be seen, with values that comments assume."""

import random

import keras
from keras import layers


# keras-lens: num_classes=10, input_shape=(32, 32, 3)
def classifier(input_shape, num_classes, width=8):
    inputs = keras.Input(input_shape)
    x = layers.Conv2D(width, 3, activation="relu")(inputs)
    x = layers.GlobalAveragePooling2D()(x)
    return keras.Model(inputs, layers.Dense(num_classes)(x))


# keras-lens: x.shape=(None, 16, 16, 4)
# keras-lens: filters=12, strides=(2, 2)
@keras.saving.register_keras_serializable()
def block(
    x,
    filters,
    strides=1,  # keras-lens: use_bias=False
    *,
    use_bias=True,
):
    y = layers.Conv2D(filters, 3, strides=strides, use_bias=use_bias)(x)
    return keras.Model(x, layers.Flatten()(y))


def stack(config):  # keras-lens: config={"units": [16, 8], "rate": 0.5, "name": None}
    model = keras.Sequential(name=config["name"])
    model.add(keras.Input((4,)))
    for units in config["units"]:
        model.add(layers.Dense(units))
        model.add(layers.Dropout(config["rate"]))
    config["units"].append(3)
    model.add(layers.Dense(config["units"][-1]))
    return model


def called(units):  # keras-lens: units=6
    return keras.Sequential([keras.Input((3,)), layers.Dense(units)])


called(random.randrange(6, 7))
called(5)

calls = {
    "classifier": lambda: ((32, 32, 3), 10),
    "block": lambda: (keras.Input((16, 16, 4)), 12, (2, 2)),
    "stack": lambda: ({"units": [16, 8], "rate": 0.5, "name": None},),
}
for function, arguments in calls.items():
    keras.utils.clear_session()
    keywords = {"use_bias": False} if function == "block" else {}
    globals()[function](*arguments(), **keywords)
keras.utils.clear_session()
