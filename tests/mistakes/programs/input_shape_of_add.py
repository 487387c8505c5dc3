# source: keras-team/keras#12968
# wants: The bracket closes too early: input_shape went to add(), not to the layer.
from keras.layers import LSTM, Dense
from keras.models import Sequential

model = Sequential()
model.add(LSTM(128), input_shape=(1000, 3))  # expected: unknown-argument; raises: TypeError
model.add(Dense(1))
