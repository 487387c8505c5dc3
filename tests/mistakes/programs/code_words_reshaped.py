# source: keras-team/keras#12405
# wants: 7 channel uses cannot be cut in rows of 16.
import keras
from keras import layers

message = keras.Input((8,))
code = layers.Dense(8, activation="relu")(message)
code = layers.Dense(7, activation="linear")(code)
symbols = layers.Reshape((-1, 16))(code)  # expected: reshape-size; raises: ValueError
model = keras.Model(message, symbols)
