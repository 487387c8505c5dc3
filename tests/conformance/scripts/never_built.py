"""Models of whose input nothing is said: nothing can be known but the names."""

import keras
from keras import layers

open_ended = keras.Sequential([layers.Dense(4), layers.Dense(5)])
known = keras.Sequential([keras.Input((3,)), layers.Dense(6)])
