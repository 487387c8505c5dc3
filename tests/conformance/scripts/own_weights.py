"""Layers that make their weights themselves, in every spelling."""

import keras
import tensorflow as tf
from keras import layers


class Linear(layers.Layer):
    def __init__(self, units=32, **kwargs):
        super().__init__(**kwargs)
        self.units = units

    def build(self, input_shape):
        self.w = self.add_weight(
            shape=(input_shape[-1], self.units), initializer="random_normal", trainable=True
        )
        self.b = self.add_weight((self.units,), "zeros", name="b")

    def call(self, inputs):
        return keras.ops.matmul(inputs, self.w) + self.b


class Scale(keras.Layer):
    def __init__(self, dim):
        super().__init__(name="scale", dtype="float32")
        self.total = self.add_weight(initializer="zeros", shape=(dim,), trainable=False)
        self.gain = keras.Variable(keras.ops.ones((dim,)), trainable=True)

    def call(self, inputs):
        self.total.assign_add(keras.ops.sum(inputs, axis=(0, 1)))
        return inputs * self.gain


class WithTensorFlow(tf.keras.layers.Layer):
    def build(self, input_shape):
        rows = int(input_shape[-1])
        self.kernel = self.add_weight(name="kernel", shape=[rows, 6], initializer="uniform")
        super().build(input_shape)

    def call(self, inputs):
        shape = tf.shape(inputs)
        flat = tf.reshape(inputs, [-1, inputs.shape[-1]])
        product = tf.matmul(flat, self.kernel)
        return tf.reshape(product, [shape[0], inputs.shape[1], 6])

    def compute_output_shape(self, input_shape):
        return (*input_shape[:-1], 6)


inputs = keras.Input((10, 4))
x = Linear(8)(inputs)
x = Scale(8)(x)
model = keras.Model(inputs, WithTensorFlow(name="tf")(x))
frozen = Linear(2, trainable=False)
y = frozen(x)
