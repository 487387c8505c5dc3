"""Models that get the shape of their input from the data that they are trained on."""

import keras
import numpy as np
from keras import layers

images = np.random.rand(70, 8, 8, 3).astype("float32")
labels = np.random.randint(0, 4, size=(70,))

model = keras.Sequential([layers.Conv2D(4, 3, activation="relu"), layers.Flatten()])
model.add(layers.Dense(4, activation="softmax"))
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
model.fit(images, labels, epochs=1, verbose=0)

even = keras.Sequential([layers.Flatten(), layers.Dense(1)])
even.compile("sgd", "mse")
even.fit(images, np.zeros((70, 1)), batch_size=7, epochs=1, verbose=0)

split = keras.Sequential([layers.Dense(2)])
split.compile("sgd", "mse")
split.fit(images.reshape(70, -1), np.zeros((70, 2)), validation_split=0.5, batch_size=5, verbose=0)
