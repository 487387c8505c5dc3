"""Shapes that are read from arrays."""

import numpy as np
from keras.layers import LSTM, Dense, Flatten, Input
from keras.models import Sequential

x_train = np.zeros((60, 28, 28))
y_train = np.ones((60, 10))

flat = x_train.reshape(x_train.shape[0], -1)
model = Sequential()
model.add(Dense(16, input_dim=flat.shape[1], activation="relu"))
model.add(Dense(y_train.shape[1], activation="softmax"))

images = np.expand_dims(x_train, -1)
net = Sequential([Input(shape=images.shape[1:]), Flatten(), Dense(y_train.shape[-1])])

windows = np.reshape(x_train, (x_train.shape[0], 1, 784))
samples, steps, features = windows.shape
forecaster = Sequential([Input((steps, features)), LSTM(8), Dense(len(y_train[0]))])
