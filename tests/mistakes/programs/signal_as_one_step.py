# source: stackoverflow 38656566
# wants: 101 numbers one after the other are 101 steps of one channel: (101, 1).
from keras import Input, Sequential
from keras.layers import Conv1D, Dense, Flatten

model = Sequential()
model.add(Input((1, 101)))
model.add(Conv1D(24, 5, activation="relu"))  # expected: axis-below-one; raises: ValueError
model.add(Flatten())
model.add(Dense(2, activation="softmax"))
