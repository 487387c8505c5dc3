# source: stackoverflow 48978609
# wants: One number for each step is Dense(1): with 10 units each is compared with the same label.
import keras
import numpy as np
from keras import layers

numbers = np.arange(1.0, 11.0).reshape(1, 10, 1)
doubled = 2 * numbers

model = keras.Sequential()
model.add(keras.Input((10, 1)))
model.add(layers.LSTM(32, return_sequences=True))
model.add(layers.LSTM(32, return_sequences=True))
model.add(layers.Dense(10, activation="linear"))  # expected: one-label-for-several-units
model.compile(loss="mean_squared_error", optimizer="rmsprop")
model.fit(numbers, doubled, batch_size=1, epochs=1, verbose=0)
