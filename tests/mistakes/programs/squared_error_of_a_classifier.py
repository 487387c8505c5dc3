# source: stackoverflow 38648195
# wants: Three classes by softmax: categorical_crossentropy, not the squared error.
import numpy as np
from keras import Input, Sequential
from keras.layers import Activation, Dense, Dropout
from keras.utils import to_categorical

X = np.random.random((45, 20))
Y = to_categorical(np.random.randint(3, size=45), 3)

model = Sequential()
model.add(Input((20,)))
model.add(Dense(20))
model.add(Activation('relu'))
model.add(Dropout(0.5))
model.add(Dense(3))
model.add(Activation('softmax'))
model.compile(loss='mean_squared_error', optimizer='sgd', metrics=['accuracy'])  # expected: regression-loss-of-classifier
model.fit(X, Y, epochs=1, batch_size=20, verbose=0)
