"""Dilated causal convolutions with gates, residuals and skips."""

import keras
from keras import layers


def gated_block(x, filters, dilation):
    t = layers.Conv1D(filters, 2, dilation_rate=dilation, padding="causal", activation="tanh")(x)
    s = layers.Conv1D(filters, 2, dilation_rate=dilation, padding="causal", activation="sigmoid")(x)
    gated = layers.Multiply()([t, s])
    skip = layers.Conv1D(filters, 1)(gated)
    return layers.Add()([skip, x]), skip


inputs = keras.Input((None, 1))
x = layers.Conv1D(8, 2, padding="causal")(inputs)
skips = []
for dilation in [2**power for power in range(4)]:
    x, skip = gated_block(x, 8, dilation)
    skips += [skip]
x = layers.ReLU()(layers.Add()(skips))
outputs = layers.Conv1D(256, 1, activation="softmax")(x)
model = keras.Model(inputs, outputs, name="wavenet")
