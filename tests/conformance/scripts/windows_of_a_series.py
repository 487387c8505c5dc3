"""Windows of a time series."""

import keras
import numpy as np
from keras import layers

series = np.arange(300, dtype="float32").reshape(100, 3)
windows = keras.utils.timeseries_dataset_from_array(
    series, series[10:, 0], sequence_length=10, batch_size=16
)


def forecaster():
    return keras.Sequential([layers.LSTM(4), layers.Dense(1)])


fitted = forecaster()
fitted.compile("adam", "mse")
fitted.fit(windows, verbose=0)

called = forecaster()
for inputs, targets in windows:
    called(inputs)

inputs, targets = next(iter(windows))
sized = keras.Sequential([keras.Input(inputs.shape[1:]), layers.GRU(len(targets))])

by_hand = np.stack([series[start : start + 5] for start in range(0, 90, 10)])
stacked = forecaster()
stacked.predict(by_hand, verbose=0)
views = np.lib.stride_tricks.sliding_window_view(series[:, 0], 8)
viewed = keras.Sequential([keras.Input(views.shape[1:]), layers.Dense(1)])
