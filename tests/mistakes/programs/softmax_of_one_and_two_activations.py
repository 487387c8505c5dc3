# source: stackoverflow 31880720
# wants: Softmax over one unit is always 1: sigmoid is meant. And relu stands there twice.
import numpy as np
from keras.layers import Activation, Dense, Dropout, Input
from keras.models import Sequential

x = np.random.rand(64, 128).astype("float32")
y = np.random.randint(0, 2, size=(64, 1))

model = Sequential()
model.add(Input((128,)))
model.add(Dense(units=50, activation='relu'))
model.add(Activation('relu'))  # expected: activation-twice
model.add(Dropout(0.2))
model.add(Dense(50))
model.add(Activation('relu'))
model.add(Dense(1))
model.add(Activation('softmax'))  # expected: softmax-of-one-unit
model.compile(loss='binary_crossentropy', optimizer='rmsprop', metrics=['accuracy'])
model.fit(x, y, batch_size=32, epochs=1, verbose=0)
