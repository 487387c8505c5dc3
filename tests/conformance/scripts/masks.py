"""Masks go with tensors from layer to layer; code of the program is given them, or asks for them."""

import keras
import numpy as np
from keras import layers, ops


class Attended(layers.Layer):
    """The mean over the steps that count; without a mask the layer keeps all of them."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.supports_masking = True
        self.scores = layers.Dense(1)

    def call(self, inputs, mask=None):
        if mask is None:
            return inputs
        counted = ops.expand_dims(ops.cast(mask, "float32"), -1)
        return ops.sum(self.scores(inputs) * inputs * counted, axis=1)


words = keras.Input((None,), dtype="int32")
masked = layers.Embedding(50, 6, mask_zero=True)(words)
masked = layers.Dense(5)(masked)
masked = layers.LSTM(4, return_sequences=True)(masked)
masked = Attended()(masked)
reduced = layers.Dense(2)(masked)

open_ended = layers.Embedding(50, 6)(words)
open_ended = Attended()(open_ended)
keeper = keras.Model(words, layers.Dense(2)(open_ended))

series = keras.Input((9, 3))
skipped = layers.Masking()(series)
dropped = layers.Conv1D(4, 2)(skipped)  # it does not support masks
kept = Attended()(layers.Dropout(0.1)(skipped))
lost = Attended()(dropped)


class Encoder(layers.Layer):
    def __init__(self):
        super().__init__()
        self.embedding = layers.Embedding(20, 8, mask_zero=True)
        self.recurrent = layers.GRU(5)

    def call(self, inputs):
        mask = self.embedding.compute_mask(inputs)
        return self.recurrent(self.embedding(inputs), mask=mask)


codes = Encoder()(np.ones((4, 6), "int32"))
layers.Dense(2)(codes)
