"""Methods that Keras runs, behind decorators that cannot be looked into."""

import tensorflow as tf

import keras
from keras import layers

doubling = eval("lambda call: lambda self, x: tf.concat([call(self, x)] * 2, -1)", {"tf": tf})
making = eval("lambda build: lambda self, shape: build(self, (9, *shape[1:]))")
more = eval("lambda init: lambda self, units: init(self, units + 1)")
widening = eval("lambda rule: lambda self, shape: (*rule(self, shape)[:-1], 11)")


class Doubled(layers.Dense):
    @doubling
    def call(self, x):
        return super().call(x)


class Scaled(layers.Layer):
    @making
    def build(self, shape):
        self.scale = self.add_weight(shape=(shape[0], 1, shape[-1]), name="scale")

    def call(self, x):
        return x * self.scale


class Wider(layers.Dense):
    @more
    def __init__(self, units):
        super().__init__(units * 2)


class Padded(layers.Layer):
    @widening
    def compute_output_shape(self, shape):
        return shape

    def call(self, x):
        return tf.concat([x, tf.zeros((tf.shape(x)[0], 11 - x.shape[-1]))], -1)


inputs = keras.Input((4,))
doubled = keras.Model(inputs, Doubled(3)(inputs))
scaled = keras.Model(inputs, layers.Dense(2)(Scaled()(inputs)))
wider = keras.Model(inputs, layers.Dense(2)(Wider(3)(inputs)))
padded = keras.Model(inputs, layers.Dense(2)(Padded()(inputs)))
known = keras.Model(inputs, layers.Dense(2)(inputs))

stack = keras.Sequential([keras.Input((4,)), Doubled(3), Scaled(), Wider(3)])
