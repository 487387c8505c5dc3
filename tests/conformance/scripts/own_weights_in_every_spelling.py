# add_weight, tf.Variable, keras.Variable and a weight that two layers share.
import keras
from keras import layers, ops
import numpy as np
import tensorflow as tf


class L(layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.units = units
    def build(self, input_shape):
        self.w = self.add_weight(name="w", shape=[int(input_shape[-1]), self.units], initializer=keras.initializers.GlorotUniform(), regularizer=keras.regularizers.l2(1e-4), trainable=True)
        self.b = self.add_weight((self.units,), "zeros")
        self.s = self.add_weight(shape=(), initializer="ones", trainable=False, name="s")
        self.g = self.add_weight(shape=(1,) * (len(input_shape) - 1) + (self.units,))
        self.h = self.add_weight((2,), dtype="int32", initializer="zeros", trainable=False)
        super().build(input_shape)
    def call(self, x):
        return (tf.matmul(x, self.w) + self.b) * self.s + self.g
y = L(3)(keras.Input((4,)))
y = L(3)(keras.Input((6, 4)))
class Old(layers.Layer):
    def build(self, input_shape):
        self.w = self.add_weight("w", shape=(input_shape[-1], 3), initializer="uniform", trainable=True)
        self.v = self.add_weight("v", (3, 3))
    def call(self, x):
        return x @ self.w
try:
    y = Old()(keras.Input((4,)))
except Exception:
    pass


class L(layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.units = units
    def build(self, input_shape):
        w_init = tf.random_normal_initializer()
        self.w = tf.Variable(initial_value=w_init(shape=(input_shape[-1], self.units), dtype="float32"), trainable=True)
        self.b = tf.Variable(initial_value=tf.zeros_initializer()(shape=(self.units,), dtype="float32"), trainable=True)
        self.k = keras.Variable(np.zeros((3,), "float32"), trainable=False)
        self.j = self.add_variable(shape=(2,), initializer="zeros")
    def call(self, x):
        return tf.matmul(x, self.w) + self.b
y = L(3)(keras.Input((4,)))


class Tied(layers.Layer):
    def __init__(self, dense, **kw):
        super().__init__(**kw)
        self.dense = dense
    def build(self, s):
        self.b = self.add_weight(shape=(self.dense.kernel.shape[0],), initializer="zeros")
        self.k = self.dense.kernel
    def call(self, x):
        return ops.matmul(x, ops.transpose(self.k)) + self.b
d = layers.Dense(3)
x = keras.Input((8,))
y = Tied(d)(d(x))
m = keras.Model(x, y)
m.summary()
