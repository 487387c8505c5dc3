"""N-BEATS: each block explains a part of the past and takes it away, and adds to the forecast."""

import keras
from keras import layers

PAST, FUTURE = 24, 6


class Block(layers.Layer):
    def __init__(self, width, depth, past, future, **kwargs):
        super().__init__(**kwargs)
        self.trunk = [layers.Dense(width, activation="relu") for _ in range(depth)]
        self.to_past = layers.Dense(past)
        self.to_future = layers.Dense(future)

    def call(self, residual):
        features = residual
        for dense in self.trunk:
            features = dense(features)
        return self.to_past(features), self.to_future(features)


def forecaster(blocks, width=16, depth=2):
    past = keras.Input((PAST,), name="past")
    residual, forecasts = past, []
    for number in range(blocks):
        explained, forecast = Block(width, depth, PAST, FUTURE, name=f"block_{number}")(residual)
        residual = layers.subtract([residual, explained], name=f"rest_{number}")
        forecasts.append(forecast)
    return keras.Model(past, layers.add(forecasts), name="n_beats")


model = forecaster(3)
