"""A Transformer whose decoder attends to what it has written and to what the encoder has read."""

import keras
from keras import layers


def feed_forward(x, factor, name):
    width = x.shape[-1]
    hidden = layers.Dense(factor * width, activation="relu", name=f"{name}_hidden")(x)
    return layers.Dense(width, name=f"{name}_out")(hidden)


def added(x, change, name):
    return layers.LayerNormalization(name=name)(x + change)


def encode(x, turn):
    attention = layers.MultiHeadAttention(2, 8, name=f"read_{turn}")
    x = added(x, attention(x, x), f"read_norm_{turn}")
    return added(x, feed_forward(x, 2, f"read_forward_{turn}"), f"read_end_{turn}")


def decode(x, memory, turn):
    own = layers.MultiHeadAttention(2, 8, name=f"own_{turn}")
    x = added(x, own(x, x, use_causal_mask=True), f"own_norm_{turn}")
    other = layers.MultiHeadAttention(2, 8, name=f"other_{turn}")
    attended, weights = other(x, memory, return_attention_scores=True)
    x = added(x, attended, f"other_norm_{turn}")
    return added(x, feed_forward(x, 2, f"write_{turn}"), f"write_end_{turn}"), weights


source = keras.Input((12,), dtype="int32", name="source")
target = keras.Input((9,), dtype="int32", name="target")
embedding = layers.Embedding(40, 16)
memory, written = embedding(source), embedding(target)
for turn in range(2):
    memory = encode(memory, turn)
seen = []
for turn in range(2):
    written, weights = decode(written, memory, turn)
    seen.append(weights)
words = layers.Dense(40, activation="softmax")(written)
model = keras.Model([source, target], {"words": words, "seen": seen})
