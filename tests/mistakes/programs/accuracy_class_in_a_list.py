# source: keras-team/keras#16102
# wants: With the squared error, accuracy says nothing.
import numpy as np
from tensorflow.keras import Input, Model, layers, losses

signal = Input((32, 2))
x = layers.LSTM(8)(signal)
angle = layers.Dense(1)(x)
model = Model(signal, angle)
model.compile(optimizer='adam', loss=losses.MeanSquaredError(), metrics=['acc'])  # expected: accuracy-of-regression
model.fit(np.random.rand(10, 32, 2), np.random.rand(10, 1), epochs=1, verbose=0)
