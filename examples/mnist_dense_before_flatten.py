"""A classifier of handwritten digits, with a mistake.

`Dense` works on the last axis only, so the first layer has 128 parameters and its output is
still an image. Flatten() was meant to come first.
"""

from tensorflow.keras.layers import Dense, Flatten
from tensorflow.keras.models import Sequential

model = Sequential()
model.add(Dense(units=64, activation='relu', input_shape=(28, 28, 1)))
model.add(Flatten())
model.add(Dense(units=10, activation='softmax'))

model.compile(optimizer='adam', loss='categorical_crossentropy', metrics=['accuracy'])
