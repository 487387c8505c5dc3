"""Functional models and own layers of which a part only a run can tell."""

import random

import keras
from keras import layers

deep = random.random() < 0.5
units = random.randint(3, 6)

inputs = keras.Input((16,))
hidden = layers.Dense(8)(inputs)
unknown_width = keras.Model(inputs, layers.Dense(3)(layers.Dense(units)(hidden)))

base = keras.Model(inputs, layers.Dense(4)(hidden))
base.trainable = deep
top = keras.Model(inputs, layers.Dense(1)(base(inputs)))


class Net(keras.Model):
    def __init__(self, with_tail):
        super().__init__()
        self.head = layers.Dense(2)
        if with_tail:
            self.tail = layers.Dropout(0.5)

    def call(self, x):
        return self.head(x)


net = Net(deep)
result = net(inputs)
known = Net(False)(inputs)
cut = layers.Lambda(lambda t: t[:, :units])(inputs)
last = layers.Dense(3)(known)
