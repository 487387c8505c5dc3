"""A layer of several parts of which one is frozen, in models."""

import keras
from keras import layers

first, second = layers.LSTMCell(4), layers.GRUCell(5)
first.trainable = False
model = keras.Sequential([keras.Input((7, 3)), layers.RNN([first, second]), layers.Dense(2)])
model.summary()

inputs = keras.Input((7, 3))
cells = [layers.SimpleRNNCell(6), layers.SimpleRNNCell(8)]
outputs = layers.RNN(cells)(inputs)
cells[1].trainable = False
functional = keras.Model(inputs, outputs)
functional.summary()
