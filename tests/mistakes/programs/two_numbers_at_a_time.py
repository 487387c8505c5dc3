# source: tensorflow/tensorflow#43068
# wants: One pair is np.array([[1.0, 2.0]]): the first axis is the batch.
import keras
import numpy as np

pair = keras.Input((2,))
total = keras.layers.Dense(1)(keras.layers.Dense(8, activation="relu")(pair))
adder = keras.Model(pair, total)
adder.compile("sgd", "mse")
pairs = np.random.randint(0, 10, (50, 2))
adder.fit(pairs, pairs.sum(axis=1), epochs=1, verbose=0)

one = np.array([1.0, 2.0])
print(adder(one))  # expected: data-does-not-fit-model; raises: ValueError
