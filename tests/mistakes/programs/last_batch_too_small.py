# source: keras-team/keras#1561
# wants: A stateful layer wants whole batches: 50 samples are not a multiple of 16.
import numpy as np
from keras import Input, Sequential
from keras.layers import LSTM, Dense

x, y = np.random.rand(50, 8, 3), np.random.rand(50, 1)

model = Sequential()
model.add(Input(batch_shape=(16, 8, 3)))
model.add(LSTM(10, stateful=True))
model.add(Dense(1))
model.compile(loss='mse', optimizer='adam')
model.fit(x, y, batch_size=16, epochs=1, shuffle=False, verbose=0)  # expected: fixed-batch-size; raises: InvalidArgumentError
