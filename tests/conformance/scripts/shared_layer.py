"""One layer object in two models, and reading attributes of models."""

import keras
from keras import layers

projection = layers.Dense(16, name="projection")
first = keras.Sequential([keras.Input((8,)), projection, layers.Dense(2)])
second = keras.Sequential([keras.Input((8,))])
second.add(projection)
second.add(layers.Dense(first.output_shape[-1] + len(first.layers)))
second.add(layers.Dense(projection.units // 2))
