"""One block of a transformer, and a layer that is called twice."""

from tensorflow import keras
from tensorflow.keras import layers

tokens = keras.Input(shape=(20,), dtype="int32")
x = layers.Embedding(500, 24)(tokens)
attended = layers.MultiHeadAttention(num_heads=3, key_dim=8)(x, x)
x = layers.LayerNormalization(epsilon=1e-6)(layers.Add()([x, attended]))
feed_forward = keras.Sequential([layers.Dense(48, activation="gelu"), layers.Dense(24)])
y = feed_forward(x)
x = layers.LayerNormalization()(layers.Add()([x, y]))
pooled = layers.GlobalAveragePooling1D()(x)

scorer = layers.Dense(4)
a = scorer(pooled)
b = scorer(keras.Input((24,)))
merged = layers.Concatenate()([a, b])
