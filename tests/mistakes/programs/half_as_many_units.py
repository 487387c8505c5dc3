# source: tensorflow/tensorflow#48466
# wants: / gives a float, and units must be an integer: use //.
import keras
from keras import layers

width = 30
inputs = keras.Input((width,))
encoded = layers.Dense(width / 2, activation="relu")(inputs)  # expected: invalid-argument; raises: ValueError
decoded = layers.Dense(width)(encoded)
autoencoder = keras.Model(inputs, decoded)
