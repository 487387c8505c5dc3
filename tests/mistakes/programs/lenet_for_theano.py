# source: keras-team/keras#9045
# wants: The channel stands first: the pooling halves an axis of one row.
import keras
from keras.layers import Activation, Conv2D, Dense, Flatten, MaxPooling2D

rows = columns = 32
image = keras.Input(shape=(1, rows, columns))
x = Activation("relu")(Conv2D(6, 5, padding="same")(image))
x = MaxPooling2D(2)(x)  # expected: axis-below-one; raises: ValueError
x = Activation("relu")(Conv2D(16, 5, padding="same")(x))
x = Flatten()(x)
lenet = keras.Model(image, Dense(10, activation="softmax")(x))
