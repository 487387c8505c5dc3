"""Two models that are filled in turns, and one in a dictionary."""

import keras
from keras import layers

left = keras.Sequential(name="left")
right = keras.Sequential(name="right")
left.add(keras.Input((12,)))
right.add(keras.Input((7, 5)))
left.add(layers.Dense(6))
right.add(layers.LSTM(6))
left.add(layers.Dense(3))
right.add(layers.Dense(3))

models = {}
for name, width in {"narrow": 4, "wide": 64}.items():
    models[name] = keras.Sequential([keras.Input((10,)), layers.Dense(width), layers.Dense(1)])
models["wide"].add(layers.Dense(2))
