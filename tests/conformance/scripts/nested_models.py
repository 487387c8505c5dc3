"""Sequential models as layers of Sequential models."""

import keras
from keras import layers

encoder = keras.Sequential(
    [
        keras.Input(shape=(28, 28, 1)),
        layers.Conv2D(16, 3, activation="relu", padding="same", strides=2),
        layers.Conv2D(8, 3, activation="relu", padding="same", strides=2),
    ],
    name="encoder",
)
decoder = keras.Sequential(
    [
        layers.Conv2DTranspose(8, kernel_size=3, strides=2, activation="relu", padding="same"),
        layers.Conv2DTranspose(16, kernel_size=3, strides=2, activation="relu", padding="same"),
        layers.Conv2D(1, kernel_size=(3, 3), activation="sigmoid", padding="same"),
    ],
    name="decoder",
)
autoencoder = keras.Sequential([encoder, decoder])

stacked = keras.Sequential()
stacked.add(keras.Input(shape=(28, 28, 1)))
stacked.add(autoencoder)
stacked.add(layers.Flatten())
stacked.add(layers.Dense(3))
