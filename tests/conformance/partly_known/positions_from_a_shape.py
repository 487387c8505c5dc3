"""TensorFlow knows sizes that it computes from a static shape."""

import keras
import tensorflow as tf
from keras import layers


class Positions(layers.Layer):
    def __init__(self, length, units):
        super().__init__()
        self.tokens = layers.Embedding(30, units)
        self.positions = layers.Embedding(length, units)

    def call(self, words):
        steps = tf.range(start=0, limit=tf.shape(words)[-1], delta=1)
        return self.tokens(words) + self.positions(steps)


words = keras.Input((12,), dtype="int32")
positions = Positions(12, 4)(words)
scores = layers.Dense(2)(layers.Flatten()(words))
