# source: keras-team/keras#4534
# wants: The pooling has left fewer numbers than the target shape holds.
import keras
from keras import layers

words, letters, size = 10, 12, 16

model = keras.Sequential()
model.add(keras.Input((words * letters,)))
model.add(layers.Embedding(100, size))
model.add(layers.Conv1D(size, 3, padding="valid", activation="relu"))
model.add(layers.MaxPooling1D(3))
model.add(layers.Reshape((words, size)))  # expected: reshape-size; raises: ValueError
