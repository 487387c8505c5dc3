# What a layer gives depends on the data that it was adapted to.
import keras
from keras import layers, ops
import tensorflow as tf


import os
v = layers.TextVectorization(max_tokens=100, output_mode="multi_hot", pad_to_max_tokens=True)
v.adapt(["a b", "c"])
i = keras.Input((1,), dtype="string")
x = layers.Dense(3)(v(i))
w = layers.TextVectorization(max_tokens=100, output_mode="multi_hot")
w.adapt(["a b", "c"])
x = layers.Dense(3)(w(i))


l = layers.StringLookup(output_mode="one_hot")
l.adapt(["a", "b", "c"])
i = keras.Input((1,), dtype="string")
x = layers.Dense(3)(l(i))


v = layers.TextVectorization(max_tokens=1000, output_mode="int", output_sequence_length=20)
i = keras.Input((1,), dtype="string")
x = v(i)
x = layers.Embedding(1000, 8)(x)
m = keras.Model(i, x)
v.adapt(["a b c", "d e"])
y = v(tf.constant([["a b"]]))
print(v.vocabulary_size())
x = layers.Embedding(v.vocabulary_size(), 8)(v(i))
