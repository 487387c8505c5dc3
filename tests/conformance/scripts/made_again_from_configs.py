# get_config and from_config, of layers, models and classes of the program.
import keras
from keras import layers, ops
import numpy as np


model = keras.Sequential([keras.Input((4,)), layers.Dense(3, name="a"), layers.Dense(2, name="b")])
cfg = model.get_config()
m2 = keras.Sequential.from_config(cfg)
y = m2(np.zeros((1, 4)))


model = keras.Sequential([keras.Input((4,)), layers.Dense(3, name="a"), layers.Dense(2, name="b")])
model.pop()
model.add(layers.Dense(7))
x = model.layers[-1].output
y = layers.Dense(3)(x)
new = keras.Model(model.inputs, y)
