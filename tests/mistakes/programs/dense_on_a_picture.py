# source: datascience.stackexchange 39718
# wants: Dense works on the last axis only: Flatten comes first, and there are 50,890 parameters.
import numpy as np
from keras import Input
from keras.layers import Dense, Flatten
from keras.models import Sequential

model = Sequential()
model.add(Input((28, 28, 1)))
model.add(Dense(units=64, activation='relu'))  # expected: dense-before-flatten
model.add(Flatten())
model.add(Dense(units=10, activation='softmax'))
model.compile(loss='categorical_crossentropy', optimizer='adam')
model.fit(np.random.rand(4, 28, 28, 1), np.eye(10)[:4], epochs=1, verbose=0)
