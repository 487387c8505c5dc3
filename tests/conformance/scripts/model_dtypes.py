"""A model's dtype is that of its policy, whatever its tensors are."""

import keras
from keras import layers, ops

inputs = keras.Input((6,))
scores = layers.Dense(4)(inputs)
classifier = keras.Model(inputs, ops.argmax(scores, axis=-1))
chosen = classifier(keras.Input((6,)))

tokens = keras.Input((5,), dtype="int32")
shifted = keras.Model(tokens, tokens + 1)(tokens)
encoder = keras.Sequential([layers.Rescaling(2, dtype="float64"), layers.Dense(3, dtype="float64")])
encoded = encoder(keras.Input((2,)))

keras.mixed_precision.set_global_policy("mixed_float16")
half = keras.Sequential([layers.Dense(3), layers.ReLU()])
halved = half(keras.Input((2,)))
outputs = layers.Dense(2)(inputs)
mixed = keras.Model(inputs, outputs)(keras.Input((6,)))
keras.mixed_precision.set_global_policy("float32")
