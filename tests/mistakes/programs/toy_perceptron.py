# source: keras-team/keras#126
# wants: Softmax of one unit is 1; for one yes or no take sigmoid and binary_crossentropy.
import keras
import numpy as np

points = np.array([[0.0, 0.1], [0.6, 0.8], [0.1, 0.2], [0.9, 0.8], [0.9, 0.7], [0.3, 0.0]])
large = (points.sum(axis=1) > 0.5).astype("int32")

perceptron = keras.Sequential([
    keras.Input((2,)),
    keras.layers.Dense(64, activation="tanh"),
    keras.layers.Dropout(0.5),
    keras.layers.Dense(1, activation="softmax"),  # expected: softmax-of-one-unit
])
perceptron.compile(loss="mean_squared_error", optimizer=keras.optimizers.SGD(0.1))
perceptron.fit(points, large, epochs=1, verbose=0)
