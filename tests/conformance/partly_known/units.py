"""How many units a layer has is not known; what comes behind it is unknown in that axis."""

import random

import keras
from keras import layers

units = random.randint(3, 9)
model = keras.Sequential([keras.Input((10, 6))])
model.add(layers.Dense(4))
model.add(layers.Dense(units))
model.add(layers.Dense(5))
model.add(layers.Flatten())

pictures = keras.Sequential([keras.Input((units, 28, 3)), layers.Conv2D(2, 3)])
known = keras.Sequential([keras.Input((3,)), layers.Dense(2)])
