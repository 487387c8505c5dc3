"""Branches of different kernels side by side."""

import keras
from keras.layers import AveragePooling2D, Concatenate, Conv2D, Dense, Dropout, Flatten, Input


def tower(x, *convolutions):
    for filters, kernel in convolutions:
        x = Conv2D(filters, kernel, padding="same", activation="relu")(x)
    return x


def inception(x, reduce, narrow, wide):
    pooled = AveragePooling2D(3, strides=1, padding="same")(x)
    return Concatenate(axis=-1)(
        [
            tower(x, (narrow, 1)),
            tower(x, (reduce, 1), (wide, 3)),
            tower(x, (reduce, 1), (narrow, 5)),
            tower(pooled, (narrow, 1)),
        ]
    )


image = Input((28, 28, 1))
features = inception(image, 8, 4, 16)
features = inception(features, 16, 8, 32)
scores = Dense(10, activation="softmax")(Dropout(0.4)(Flatten()(features)))
model = keras.Model(inputs=image, outputs=scores)
