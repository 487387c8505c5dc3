"""A text classifier. Nobody calls the function here, so what depends on `num_classes` says so."""

import keras
from keras import layers


class TransformerBlock(layers.Layer):
    def __init__(self, heads, width):
        super().__init__()
        self.attention = layers.MultiHeadAttention(heads, width // heads)
        self.hidden = layers.Dense(4 * width, activation="gelu")
        self.reduced = layers.Dense(width)

    def call(self, inputs):
        x = inputs + self.attention(inputs, inputs)
        y = self.hidden(x)
        return x + self.reduced(y)


def classifier(num_classes, width=32):
    tokens = keras.Input((200,), dtype="int32")
    x = layers.Embedding(20_000, width)(tokens)
    for _ in range(2):
        x = TransformerBlock(2, width)(x)
    x = layers.GlobalAveragePooling1D()(x)
    outputs = layers.Dense(num_classes)(x)
    return keras.Model(tokens, outputs)
