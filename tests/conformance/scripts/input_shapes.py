"""The first layer's `input_shape` on layers of many kinds."""

import keras
from keras import layers

keras.Sequential([keras.Input(shape=[28, 28]), layers.Flatten(), layers.Dense(1)])
keras.Sequential([layers.Dense(1, input_shape=(5,), name="only")])
keras.Sequential([layers.Reshape((7, 1), input_shape=(7,)), layers.Conv1D(2, 2)])
keras.Sequential([layers.Embedding(9, 2, input_shape=(4,)), layers.Flatten()])
keras.Sequential([layers.LSTM(4, input_shape=(None, 3), return_sequences=True), layers.Dense(2)])
keras.Sequential([layers.Input(shape=(), dtype="float32"), layers.Reshape((1,)), layers.Dense(2)])
keras.Sequential([layers.Bidirectional(layers.LSTM(2), input_shape=(5, 3)), layers.Dense(2)])
keras.Sequential([layers.TimeDistributed(layers.Conv2D(2, 3), input_shape=(4, 8, 8, 1))])
keras.Sequential([keras.Sequential([layers.Dense(4, input_shape=(3,))]), layers.Dense(2)])
keras.Sequential([layers.Rescaling(1 / 255, input_shape=(4, 4, 3)), layers.Conv2D(2, 3)])
keras.Sequential([keras.Input((3,)), layers.Dropout(0.1, input_shape=(9,)), layers.Dense(2)])

outer = keras.Sequential([keras.Sequential([layers.Dense(4)]), layers.Dense(2)])
outer.build((None, 3))
