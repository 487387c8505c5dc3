# source: neuralint/neuralint, constant initialization
# wants: With equal weights all units learn the same: leave the initializer out.
import numpy as np
from keras import Input, Sequential
from keras.layers import Dense

model = Sequential()
model.add(Input((10,)))
model.add(Dense(32, activation="tanh", kernel_initializer="ones"))  # expected: constant-kernel
model.add(Dense(1, kernel_initializer="ones"))
model.compile("sgd", "mse")
model.fit(np.random.rand(20, 10), np.random.rand(20), epochs=1, verbose=0)
