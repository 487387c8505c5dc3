# source: keras-team/keras#3844
# wants: Kernel sizes come as one pair, and border_mode is padding: Conv2D(16, (3, 3), padding="valid").
from keras import Input
from keras.models import Sequential
from keras.layers import Activation, Convolution2D

model = Sequential()
model.add(Input((128, 128, 1)))
model.add(Convolution2D(16, 3, 3, border_mode='valid'))  # expected: old-argument; raises: ValueError
model.add(Activation('relu'))
