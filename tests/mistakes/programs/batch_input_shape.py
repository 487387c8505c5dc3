# source: keras-team/keras#20106
# wants: batch_input_shape is gone: keras.Input(batch_shape=(1, 1, 7)) comes first.
from keras.layers import LSTM, Dense
from keras.models import Sequential

model = Sequential()
model.add(LSTM(4, batch_input_shape=(1, 1, 7), stateful=True))  # expected: old-argument; raises: ValueError
model.add(Dense(1))
