"""One name for several models, one after another."""

from keras.layers import Dense, Flatten, Input, Reshape
from keras.models import Sequential

model = Sequential()
model.add(Input(shape=(4, 4)))
model.add(Flatten())
model.add(Dense(2))

first = model

model = Sequential()
model.add(Input(shape=(6,)))
model.add(Dense(9))
model.add(Reshape((3, 3)))

Dense = Dense
layer = Dense(7)
model.add(layer)
layer = Dense(8)
model.add(layer)
