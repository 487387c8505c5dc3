# source: keras-team/keras#981
# wants: (10, 32) and (10,) have no common shape; the weights need a last axis of one.
import keras
from keras import layers

utterance = keras.Input((10, 50))
hidden = layers.LSTM(32, return_sequences=True)(utterance)
weights = layers.Dense(1, activation="tanh")(hidden)
weights = layers.Flatten()(weights)
weights = layers.Softmax()(weights)
context = hidden * weights  # expected: broadcast-shapes; raises: ValueError
model = keras.Model(utterance, layers.GlobalAveragePooling1D()(context))
