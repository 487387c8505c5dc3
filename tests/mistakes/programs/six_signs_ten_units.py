# source: keras-team/keras#12910
# wants: There are 6 classes and 10 units: Dense(6).
import numpy as np
from keras import layers, models, utils

signs = np.random.rand(18, 16, 16, 3)
numbers = utils.to_categorical(np.random.randint(0, 6, 18), 6)

model = models.Sequential([
    layers.Input((16, 16, 3)),
    layers.Flatten(),
    layers.Dense(64, activation="relu"),
    layers.Dense(10, activation="softmax"),  # expected: units-and-classes
])
model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
model.fit(signs, numbers, epochs=1, verbose=0)  # raises: ValueError
