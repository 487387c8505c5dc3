"""Star imports, and an import under try."""

from tensorflow.keras.layers import *
from tensorflow.keras.models import *

try:
    from keras.layers import Convolution2D
except ImportError:
    from keras.layers import Conv2D as Convolution2D

model = Sequential()
model.add(Convolution2D(6, (5, 5), activation="tanh", input_shape=(32, 32, 1)))
model.add(AvgPool2D(2))
model.add(Convolution2D(16, (5, 5), activation="tanh"))
model.add(AvgPool2D(2))
model.add(Flatten())
model.add(Dense(120, activation="tanh"))
model.add(Dense(84, activation="tanh"))
model.add(Dense(10, activation="softmax"))
