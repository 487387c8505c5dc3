"""Layers and their functional twins, and activations by name, inside of a model's call."""
import tensorflow as tf


class TwoBranches(tf.keras.Model):
    def __init__(self, units=12, activation=None, **kwargs):
        super().__init__(**kwargs)
        self.left = tf.keras.layers.Dense(units)
        self.right = tf.keras.layers.Dense(units, use_bias=False)
        self.activation = tf.keras.activations.get(activation)
        self.out = tf.keras.layers.Dense(3)

    def call(self, inputs):
        left, right = self.left(inputs), self.right(inputs)
        total = tf.keras.layers.add([left, right])
        likeness = tf.keras.layers.dot([left, right], axes=1, normalize=True)
        joined = tf.keras.layers.concatenate([total, tf.keras.layers.maximum([left, right]), likeness])
        return self.out(self.activation(joined))


model = TwoBranches(activation="relu")
scores = model(tf.keras.Input((20,)))
linear = TwoBranches(4)
linear(tf.zeros((2, 6)))
