"""Models without an input shape that get it by being called."""

import keras
import tensorflow as tf
from keras import layers

model = keras.Sequential([layers.Conv2D(4, 3), layers.Flatten(), layers.Dense(10)])
inputs = keras.Input(shape=(12, 12, 3))
outputs = model(inputs)

eager = keras.Sequential([layers.Dense(2, activation="relu"), layers.Dense(3), layers.Dense(4)])
x = tf.ones((3, 3))
y = eager(x)
