# source: keras-team/keras#7403
# wants: The convolution hands on (rows, columns, channels); an LSTM reads two axes.
import keras
from keras import layers

reader = keras.Sequential(name="reader")
reader.add(keras.Input((32, 100, 1)))
reader.add(layers.Conv2D(8, 3, activation="relu"))
reader.add(layers.MaxPooling2D(2))
reader.add(layers.LSTM(64))  # expected: incompatible-input; raises: ValueError
reader.add(layers.Dense(26, activation="softmax"))
