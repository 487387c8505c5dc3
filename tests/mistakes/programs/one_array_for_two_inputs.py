# source: keras-team/keras#9021
# wants: The model has two inputs: fit([left, right], ...).
import keras
import numpy as np
from keras import layers

inputs = [keras.Input((30, 12, 1)) for _ in range(2)]
branches = [layers.Flatten()(layers.Conv2D(4, 3, activation="relu")(one)) for one in inputs]
merged = layers.concatenate(branches)
model = keras.Model(inputs, layers.Dense(3, activation="softmax")(merged))
model.compile("adam", "categorical_crossentropy")

signals = np.random.rand(9, 30, 12, 1)
model.fit(signals, np.eye(3)[[0, 1, 2] * 3], epochs=1, verbose=0)  # expected: data-does-not-fit-model; raises: ValueError
