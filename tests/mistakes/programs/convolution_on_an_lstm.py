# source: keras-team/keras#5222
# wants: The convolution reads steps, and the LSTM hands on its last one only: return_sequences=True.
from keras import Input, Sequential
from keras.layers import LSTM, Conv1D, Dense, GlobalMaxPooling1D

reader = Sequential()
reader.add(Input((100, 10)))
reader.add(LSTM(32))
reader.add(Conv1D(16, 5, activation="relu"))  # expected: missing-return-sequences; raises: ValueError
reader.add(GlobalMaxPooling1D())
reader.add(Dense(1, activation="sigmoid"))
