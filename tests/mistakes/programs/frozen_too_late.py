# source: keras-team/keras#7965
# wants: trainable counts when the model is compiled: set it before, or compile again.
import keras
import numpy as np

base = keras.Sequential([keras.Input((8,)), keras.layers.Dense(16, activation="relu")])
model = keras.Sequential([keras.Input((8,)), base, keras.layers.Dense(2, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
base.trainable = False  # expected: frozen-after-compile
model.fit(np.random.rand(12, 8), np.random.randint(0, 2, 12), epochs=1, verbose=0)
