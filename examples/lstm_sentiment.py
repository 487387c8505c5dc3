"""Is a film review friendly? Words to vectors, read in both directions."""

import keras
from keras.layers import LSTM, Bidirectional, Dense, Dropout, Embedding

VOCABULARY = 20_000
LENGTH = 200

model = keras.Sequential()
model.add(keras.Input(shape=(LENGTH,), dtype="int32"))
model.add(Embedding(VOCABULARY, 128))
model.add(Bidirectional(LSTM(64, return_sequences=True)))
model.add(Bidirectional(LSTM(32)))
model.add(Dropout(0.5))
model.add(Dense(1, activation="sigmoid"))

model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
