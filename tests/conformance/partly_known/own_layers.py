"""Layers and models of the user's own, with layers inside that take names."""

import keras
from keras import layers


class Twice(layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.dense = layers.Dense(units)

    def call(self, inputs):
        return self.dense(inputs) * 2


class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.first = layers.Dense(3)
        self.second = Twice(2)

    def call(self, inputs):
        return self.second(self.first(inputs))


class Stack(keras.Sequential):
    def add_pair(self, units):
        self.add(layers.Dense(units))
        self.add(layers.Dense(units))


model = keras.Sequential([keras.Input((4,)), layers.Dense(5), Twice(3), layers.Dense(2)])
net = Net()
y = net(keras.Input((4,)))
stack = Stack([keras.Input((4,))])
stack.add_pair(3)
after = keras.Sequential([keras.Input((4,)), layers.Dense(5), layers.ReLU()])
