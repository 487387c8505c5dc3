"""Channels are weighed by what the whole image says of them."""

import keras
from keras import layers


class SqueezeExcite(layers.Layer):
    def __init__(self, ratio=4, **kwargs):
        super().__init__(**kwargs)
        self.ratio = ratio

    def build(self, input_shape):
        channels = input_shape[-1]
        self.pool = layers.GlobalAveragePooling2D(keepdims=True)
        self.squeeze = layers.Dense(channels // self.ratio, activation="relu")
        self.excite = layers.Dense(channels, activation="sigmoid")
        self.built = True

    def call(self, inputs):
        weights = self.excite(self.squeeze(self.pool(inputs)))
        return inputs * weights

    def get_config(self):
        return {**super().get_config(), "ratio": self.ratio}


def se_block(x, ratio=8):
    channels = x.shape[-1]
    s = layers.GlobalAveragePooling2D()(x)
    s = layers.Reshape((1, 1, channels))(s)
    s = layers.Dense(channels // ratio, activation="relu", use_bias=False)(s)
    s = layers.Dense(channels, activation="sigmoid", use_bias=False)(s)
    return layers.multiply([x, s])


inputs = keras.Input((16, 16, 32))
x = se_block(inputs)
x = SqueezeExcite(ratio=2, name="se")(x)
model = keras.Model(inputs, x)
