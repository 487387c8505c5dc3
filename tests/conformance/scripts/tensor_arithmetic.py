"""Operators, indices and functions of Keras on symbolic tensors."""

import keras
from keras import layers, ops

x = keras.Input((8, 6), name="x")
y = keras.Input((8, 6), name="y")
together = 2 * x + y / 3 - 1
last = together[:, -1]
middle = x[:, 2:6, :3]
products = x @ ops.transpose(y, (0, 2, 1))
mean = ops.mean(products, axis=-1)
expanded = ops.expand_dims(mean, axis=-1)
stacked = ops.stack([last, last], axis=1)
gate = keras.activations.sigmoid(layers.Dense(6)(last))
mixed = gate * last + (1 - gate) * ops.relu(last)
normal = layers.LayerNormalization()(mixed)
joined = ops.concatenate([normal, mean, layers.Flatten()(middle)], axis=-1)
out = layers.Dense(int(joined.shape[-1]) // 2)(joined)
model = keras.Model([x, y], [out, layers.Dense(2)(expanded), layers.Flatten()(stacked)])
