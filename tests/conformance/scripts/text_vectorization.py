"""From strings to a class, with the vocabulary in the program."""

import tensorflow as tf
from tensorflow.keras import Input, Sequential, layers

vocabulary = ["the", "a", "film", "good", "bad"]
sequence_length = 12

vectorize = layers.TextVectorization(
    vocabulary=vocabulary, output_mode="int", output_sequence_length=sequence_length
)
model = Sequential([Input(shape=(1,), dtype=tf.string), vectorize])
model.add(layers.Embedding(len(vocabulary) + 2, 16, name="embedding"))
model.add(layers.GlobalAveragePooling1D())
model.add(layers.Dense(1))

bag_of_words = Sequential(
    [
        Input(shape=(4,), dtype="string"),
        layers.StringLookup(vocabulary=vocabulary, output_mode="multi_hot"),
        layers.Dense(3),
    ]
)
