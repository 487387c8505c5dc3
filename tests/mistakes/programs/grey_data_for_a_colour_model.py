# source: keras-team/keras#10053
# wants: The model takes colour images; these have no axis of channels.
import keras
import numpy as np

frames = np.random.rand(6, 36, 64)
found = np.random.randint(0, 2, 6)

inputs = keras.Input((36, 64, 3))
x = keras.layers.Conv2D(8, 3, activation="relu")(inputs)
x = keras.layers.GlobalMaxPooling2D()(x)
model = keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(x))
model.compile("adam", "binary_crossentropy")
model.fit(frames, found, epochs=1, verbose=0)  # expected: data-does-not-fit-model; raises: ValueError
