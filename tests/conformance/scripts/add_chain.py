"""The Sequential model of every first tutorial: one add after another."""

from keras.layers import Dense, Dropout
from keras.models import Sequential

model = Sequential()
model.add(Dense(512, activation="relu", input_shape=(784,)))
model.add(Dropout(0.2))
model.add(Dense(512, activation="relu"))
model.add(Dropout(0.2))
model.add(Dense(10, activation="softmax"))

model.summary()
model.compile(loss="categorical_crossentropy", optimizer="rmsprop", metrics=["accuracy"])
