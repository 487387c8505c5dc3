"""Forecasting: windows of a series through an encoder and a decoder."""

import numpy as np
from keras.layers import LSTM, Bidirectional, Conv1D, Dense, RepeatVector, TimeDistributed
from keras.models import Sequential

window, horizon = 24, 6
series = np.zeros((100, 3))
n_features = series.shape[1]

model = Sequential()
model.add(Conv1D(12, 3, padding="causal", activation="relu", input_shape=(window, n_features)))
model.add(Bidirectional(LSTM(16, activation="relu")))
model.add(RepeatVector(horizon))
model.add(LSTM(16, return_sequences=True))
model.add(TimeDistributed(Dense(n_features)))
