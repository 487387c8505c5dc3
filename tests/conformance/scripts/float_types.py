"""The global float type: it counts for what is made first, and then no longer."""

import keras
from keras import layers

keras.backend.set_floatx("float64")
double = keras.Sequential([keras.Input((8,)), layers.Dense(4)])

keras.config.set_floatx("float16")
double_still = keras.Sequential([keras.Input((8,)), layers.Dense(4)])

keras.config.set_dtype_policy("float32")
single = keras.Sequential([keras.Input((8,)), layers.Dense(4)])
