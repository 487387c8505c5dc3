"""Sentiment of film reviews with an LSTM."""

from keras.datasets import imdb
from keras.layers import LSTM, Dense, Embedding, SpatialDropout1D
from keras.models import Sequential

max_features = 2000
max_length = 80
embed_dim = 32
lstm_out = 48

model = Sequential()
model.add(Embedding(max_features, embed_dim, input_shape=(max_length,)))
model.add(SpatialDropout1D(0.4))
model.add(LSTM(lstm_out, dropout=0.2, recurrent_dropout=0.2))
model.add(Dense(2, activation="softmax"))
model.compile(loss="categorical_crossentropy", optimizer="adam", metrics=["accuracy"])
