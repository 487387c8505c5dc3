"""Tensors that are given by keyword, in an order of the program's own."""

import keras
from keras import layers, ops


class Decoder(layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.attention = layers.MultiHeadAttention(num_heads=2, key_dim=units)
        self.cross = layers.MultiHeadAttention(num_heads=2, key_dim=units)
        self.out = layers.Dense(units)

    def call(self, target, source, source_mask=None):
        target = self.attention(query=target, value=target, key=target)
        mask = ops.expand_dims(source_mask, 1)
        crossed = self.cross(query=target, key=source, value=source, attention_mask=mask)
        return self.out(crossed)


target = keras.Input((12, 16))
source = keras.Input((20, 24))
source_mask = keras.Input((20,), dtype="bool")
decoded = Decoder(16)(target=target, source=source, source_mask=source_mask)
again = Decoder(8)(decoded, source_mask=source_mask, source=source)
model = keras.Model([target, source, source_mask], again)
model.summary()
