"""One layer in a model and in a model inside of it: its weights count once."""

import keras
from keras import layers

square = layers.Dense(4)
inner = keras.Sequential([keras.Input((4,)), square])
middle = keras.Sequential([inner, square])
outer = keras.Sequential([keras.Input((4,)), middle, layers.Dense(1)])

relu = layers.ReLU()
vectors = keras.Sequential([keras.Input((4,)), layers.Dense(2), relu])
pictures = keras.Sequential([keras.Input((9, 9)), relu])
