"""Half precision throughout, and single precision at the end."""

import keras
from keras import layers

keras.mixed_precision.set_global_policy("mixed_float16")
model = keras.Sequential(
    [
        keras.Input(shape=(32,)),
        layers.Dense(16, activation="relu"),
        layers.Dense(10),
        layers.Activation("softmax", dtype="float32"),
    ]
)
keras.mixed_precision.set_global_policy("float32")
plain = keras.Sequential([keras.Input((8,)), layers.Dense(4, dtype="float64"), layers.Dense(2)])
