"""The data's shape feeds the model's input."""

import keras
import numpy as np
from keras import layers

x_train = np.zeros((60, 28, 28), dtype="uint8")
y_train = np.arange(60) % 10
x_train = x_train.astype("float32") / 255.0
x_train = np.expand_dims(x_train, -1)
num_classes = 10

model = keras.Sequential()
model.add(keras.Input(shape=x_train.shape[1:]))
model.add(layers.Conv2D(4, 3))
model.add(layers.Flatten())
model.add(layers.Dense(num_classes))

flat = x_train.reshape(len(x_train), -1)
mlp = keras.Sequential([layers.Dense(5), layers.Dense(2)])
mlp.build(flat.shape)

sized = keras.Sequential([keras.Input((np.prod(x_train.shape[1:]),)), layers.Dense(3)])
called = keras.Sequential([layers.Dense(4)])
called(np.ones((2, 9), "float32"))
