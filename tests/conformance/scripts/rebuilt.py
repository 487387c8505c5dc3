"""Layers taken away and added again, and models made of another model's layers."""

import keras
from keras import layers

model = keras.Sequential()
model.add(layers.Dense(4))
model.add(layers.Dense(5))
model.build((None, 3))
model.add(layers.Dense(6))
last = model.pop()
model.add(layers.Dense(7))
model.pop()
model.add(last)

again = keras.Sequential(model.layers)
again.build((None, 3))
most = keras.Sequential([keras.Input((3,)), *model.layers[:-1]])
most.add(layers.Dense(1))
