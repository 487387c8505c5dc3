"""Validation runs a model on batches of other sizes than training does."""

import keras
import numpy as np
from keras import layers


class Perceptron(keras.Model):
    def __init__(self, units):
        super().__init__()
        self.hidden = layers.Dense(units, activation="relu")
        self.out = layers.Dense(1)

    def call(self, inputs):
        return self.out(self.hidden(inputs))


x, y = np.zeros((200, 5)), np.zeros((200, 1))

split = Perceptron(7)
split.compile("sgd", "mse")
split.fit(x, y, batch_size=40, validation_split=0.1, verbose=0)

given = Perceptron(9)
given.compile("sgd", "mse")
given.fit(x, y, batch_size=20, validation_data=(x[:50], y[:50]), verbose=0)
given.evaluate(x[:64], y[:64], verbose=0)


class Inherited(Perceptron):
    def train_step(self, data):
        return super().train_step(data)


inherited = Inherited(3)
inherited.compile("sgd", "mse")
inherited.fit(x, y, batch_size=50, verbose=0)
inherited.train_on_batch(x[:6], y[:6])

again = Perceptron(4)
again.compile("sgd", "mse")
again.fit(x[:64], y[:64], verbose=0)
again.fit(x[:48], y[:48], batch_size=16, verbose=0)
again.fit(x[:24], y[:24], batch_size=8, verbose=0)
again.compile("sgd", "mse")
again.fit(x[:24], y[:24], batch_size=8, verbose=0)
again.predict(x[:64], verbose=0)
