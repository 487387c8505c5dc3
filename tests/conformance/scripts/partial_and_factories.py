"""Layers with their usual arguments filled in beforehand."""

from functools import partial

import tensorflow as tf

DefaultConv2D = partial(
    tf.keras.layers.Conv2D,
    kernel_size=3,
    padding="same",
    activation="relu",
    kernel_initializer="he_normal",
)
dense = lambda units, **options: tf.keras.layers.Dense(units, activation="relu", **options)


def pooling(kind="max"):
    pools = {"max": tf.keras.layers.MaxPool2D, "average": tf.keras.layers.AvgPool2D}
    return pools[kind](2)


model = tf.keras.Sequential(
    [
        DefaultConv2D(filters=16, kernel_size=7, input_shape=[28, 28, 1]),
        tf.keras.layers.MaxPool2D(),
        DefaultConv2D(filters=32),
        pooling("average"),
        tf.keras.layers.Flatten(),
        dense(24, name="last_but_one"),
        tf.keras.layers.Dropout(0.5),
        dense(units=10),
    ]
)
