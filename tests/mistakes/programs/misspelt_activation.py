# source: keras-team/keras#1894
# wants: There is no activation 'tang'; 'tanh' is meant.
import keras
from keras import layers

net = keras.Sequential()
net.add(keras.Input((31, 31, 1)))
net.add(layers.Conv2D(16, 7, activation='tang'))  # expected: invalid-argument; raises: ValueError
net.add(layers.Flatten())
net.add(layers.Dense(1, activation='sigmoid'))
