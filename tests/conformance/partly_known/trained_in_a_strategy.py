"""Models that a strategy builds, or that are run batch by batch."""

import keras
import numpy as np
import tensorflow as tf
from keras import layers

x, y = np.zeros((70, 6)), np.zeros((70, 2))

outside = keras.Sequential([layers.Dense(2)])
outside.compile("sgd", "mse")
outside.fit(x, y, verbose=0)

strategy = tf.distribute.OneDeviceStrategy("/cpu:0")
with strategy.scope():
    inside = keras.Sequential([layers.Dense(2)])
    inside.compile("sgd", "mse")
    known = keras.Sequential([keras.Input((6,)), layers.Dense(2)])
inside.fit(x, y, verbose=0)

tf.config.run_functions_eagerly(True)
eager = keras.Sequential([keras.Input((6,)), layers.Dense(2)])
eager.compile("sgd", "mse")
eager.fit(x, y, verbose=0)
tf.config.run_functions_eagerly(False)
