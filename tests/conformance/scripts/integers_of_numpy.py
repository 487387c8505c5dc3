"""Integers of NumPy: Keras takes them in some places, and Python's own are needed in others."""

import keras
import numpy as np
from keras import layers

image_shape = (8, 8, 3)
pixels = np.prod(image_shape)

generator = keras.Sequential(
    [
        keras.Input((16,)),
        layers.Dense(int(pixels), activation="tanh"),
        layers.Reshape(image_shape),
    ]
)

classifier = keras.Sequential([keras.Input((pixels,))])
for units in np.array([64, 32]).tolist():
    classifier.add(layers.Dense(units, activation="relu"))
classifier.add(layers.Dense(np.max([3, 7]).item()))

convolutions = keras.Sequential([keras.Input(image_shape)])
for filters in 4 * 2 ** np.arange(3):
    convolutions.add(layers.Conv2D(filters, 3, padding="same"))
convolutions.add(layers.Reshape((np.prod(image_shape[:2]), 16)))
