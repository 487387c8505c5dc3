# source: BerkeleyHCI/umlaut, FinalLayerHasActivationError
# wants: relu before softmax cuts off what is below zero: leave the last Dense linear.
# missed: No rule tells of relu before softmax: it trains, a little worse, and some nets want it.
import keras
import numpy as np

model = keras.Sequential()
model.add(keras.Input((20,)))
model.add(keras.layers.Dense(32, activation="relu"))
model.add(keras.layers.Dense(5, activation="relu"))
model.add(keras.layers.Softmax())  # expected: activation-twice
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(np.random.rand(10, 20), np.random.randint(0, 5, 10), epochs=1, verbose=0)
