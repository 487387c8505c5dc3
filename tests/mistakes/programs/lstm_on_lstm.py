# source: keras-team/keras#2721
# wants: The first LSTM hands on its last step only; the next one needs all steps: return_sequences=True.
from keras import Input, Sequential
from keras.layers import LSTM, Dense

FEATURES = 90

model = Sequential()
model.add(Input(shape=(12, FEATURES)))
model.add(LSTM(64))
model.add(LSTM(32))  # expected: missing-return-sequences; raises: ValueError
model.add(Dense(FEATURES))
