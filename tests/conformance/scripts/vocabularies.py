# Layers with a vocabulary that is known, and with one that is not and does not matter.
import keras
from keras import layers, ops
import tensorflow as tf


lookup = layers.StringLookup(vocabulary=["a", "b", "c"], output_mode="int")
i = keras.Input((1,), dtype="string")
x = lookup(i)
print(lookup.vocabulary_size(), lookup.get_vocabulary())
x = layers.Embedding(lookup.vocabulary_size(), 4)(x)
x = layers.Embedding(len(lookup.get_vocabulary()), 4)(lookup(i))
m = keras.Model(i, x)


l = layers.StringLookup()
l.adapt(["a", "b", "c"])
i = keras.Input((1,), dtype="string")
x = layers.Embedding(10, 3)(l(i))
t = layers.TextVectorization(max_tokens=50, output_sequence_length=6)
t.adapt(tf.data.Dataset.from_tensor_slices(["a b", "c"]).batch(2))
m = keras.Sequential([keras.Input((1,), dtype="string"), t, layers.Embedding(50, 4), layers.GlobalAveragePooling1D()])
