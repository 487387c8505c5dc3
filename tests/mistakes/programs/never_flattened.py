# source: stackoverflow 59325381
# wants: The output has a class for every pixel: put Flatten before the Dense layers.
import numpy as np
from tensorflow import keras

x_train = np.random.rand(8, 28, 28, 1)
y_train = np.random.randint(0, 10, size=(8, 1))

model = keras.Sequential([
    keras.Input((28, 28, 1)),
    keras.layers.Conv2D(8, (3, 3), padding="same", activation="relu"),
    keras.layers.Conv2D(8, (3, 3), padding="same", activation="relu"),
    keras.layers.Dense(16, activation="relu"),
    keras.layers.Dense(10, activation="softmax")])  # expected: output-keeps-spatial-axes
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=['accuracy'])
model.fit(x_train, y_train, epochs=1, verbose=0)  # raises: ValueError
