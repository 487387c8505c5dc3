# source: stackoverflow 42585356
# wants: The data are 20 steps of one number, the model takes one step of 20: input_shape=(20, 1).
import keras
import numpy as np
from keras import layers

waves = np.random.rand(100, 20, 1)
following = np.random.rand(100)

model = keras.Sequential([keras.Input((1, 20)), layers.LSTM(16), layers.Dense(1)])
model.compile(loss="mean_squared_error", optimizer="adam")
model.fit(waves, following, epochs=1, verbose=0)  # expected: data-does-not-fit-model; raises: ValueError
