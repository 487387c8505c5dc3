# source: tensorflow/tensorflow#48256
# wants: Both inputs need the same number of samples: 5 and 10 differ.
import keras
import numpy as np

one = keras.Input((50, 5), name="one")
two = keras.Input((70, 5), name="two")
a = keras.layers.Dense(1, activation="sigmoid", name="a")(keras.layers.Flatten()(one))
b = keras.layers.Dense(1, activation="sigmoid", name="b")(keras.layers.Flatten()(two))
model = keras.Model([one, two], [a, b])
model.compile("adam", loss=["binary_crossentropy", "binary_crossentropy"])

x1, y1 = np.random.rand(5, 50, 5), np.ones((5, 1))
x2, y2 = np.random.rand(10, 70, 5), np.ones((10, 1))
model.fit([x1, x2], [y1, y2], epochs=1, verbose=0)  # expected: data-lengths-differ; raises: ValueError
