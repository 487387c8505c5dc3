# source: keras-team/keras#7965
# wants: trainable counts when training begins after compile(): compile again to freeze later.
import keras
import numpy as np

base = keras.Sequential([keras.Input((8,)), keras.layers.Dense(16, activation="relu")])
model = keras.Sequential([keras.Input((8,)), base, keras.layers.Dense(2, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(np.random.rand(12, 8), np.random.randint(0, 2, 12), epochs=1, verbose=0)
base.trainable = False
x, y = np.random.rand(12, 8), np.random.randint(0, 2, 12)
model.fit(x, y, epochs=1, verbose=0)  # expected: frozen-after-compile
