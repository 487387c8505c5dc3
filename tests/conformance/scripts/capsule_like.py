"""Custom attention with scores, and a layer used with several shapes."""

import keras
from keras import layers, ops


class AttentionPool(layers.Layer):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.score = layers.Dense(units, activation="tanh")
        self.weight = layers.Dense(1)

    def call(self, values, mask=None):
        scores = self.weight(self.score(values))
        weights = ops.softmax(scores, axis=1)
        return ops.sum(weights * values, axis=1), weights


sequence = keras.Input((15,), dtype="int32")
embedded = layers.Embedding(30, 12)(sequence)
encoded = layers.Bidirectional(layers.GRU(5, return_sequences=True))(embedded)
context, weights = AttentionPool(7)(encoded)
attended, scores = layers.MultiHeadAttention(2, 4)(
    encoded, encoded, return_attention_scores=True
)
pooled, _ = AttentionPool(3)(attended)
model = keras.Model(sequence, [layers.Dense(4)(context), pooled])
