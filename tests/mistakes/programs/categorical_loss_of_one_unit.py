# source: keras-team/keras#2522
# wants: One unit and a categorical loss: the loss is 0 from the start. binary_crossentropy is meant.
import numpy as np
from keras import Input, Sequential
from keras.layers import Dense

x = np.random.rand(32, 10)
y = np.random.randint(0, 2, (32, 1))

net = Sequential([Input((10,)), Dense(8, activation="relu"), Dense(1, activation="sigmoid")])
net.compile("sgd", "categorical_crossentropy")  # expected: categorical-loss-of-one-unit
net.fit(x, y, epochs=1, verbose=0)
