# tf.shape, ops.shape and what is made of their sizes inside of call.
import keras
from keras import layers, ops
import tensorflow as tf


class Sampling(layers.Layer):
    def call(self, inputs):
        z_mean, z_log_var = inputs
        batch = tf.shape(z_mean)[0]
        dim = tf.shape(z_mean)[1]
        epsilon = tf.random.normal(shape=(batch, dim))
        return z_mean + tf.exp(0.5 * z_log_var) * epsilon
x = keras.Input((28,))
a = layers.Dense(2)(x); b = layers.Dense(2)(x)
z = Sampling()([a, b])
m = keras.Model(x, [a, b, z])


class Sampling(layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.seed_generator = keras.random.SeedGenerator(1337)
    def call(self, inputs):
        z_mean, z_log_var = inputs
        batch = ops.shape(z_mean)[0]
        dim = ops.shape(z_mean)[1]
        epsilon = keras.random.normal(shape=(batch, dim), seed=self.seed_generator)
        return z_mean + ops.exp(0.5 * z_log_var) * epsilon
x = keras.Input((28,))
a = layers.Dense(2)(x); b = layers.Dense(2)(x)
z = Sampling()([a, b])
m = keras.Model(x, [a, b, z])


class P(layers.Layer):
    def __init__(self, h, d):
        super().__init__()
        self.h, self.d = h, d
        self.q = layers.Dense(d)
        self.o = layers.Dense(d)
    def split(self, x, batch_size):
        x = tf.reshape(x, (batch_size, -1, self.h, self.d // self.h))
        return tf.transpose(x, perm=[0, 2, 1, 3])
    def call(self, x):
        b = tf.shape(x)[0]
        q = self.split(self.q(x), b)
        s = tf.matmul(q, q, transpose_b=True) / tf.math.sqrt(tf.cast(self.d, tf.float32))
        a = tf.nn.softmax(s, axis=-1)
        y = tf.transpose(tf.matmul(a, q), perm=[0, 2, 1, 3])
        y = tf.reshape(y, (b, -1, self.d))
        return self.o(y)
y = P(4, 16)(keras.Input((10, 16)))
y = P(4, 16)(keras.Input((None, 16)))


class P(layers.Layer):
    def __init__(self, h):
        super().__init__()
        self.h = h
        self.cls = None
    def build(self, s):
        self.cls = self.add_weight(shape=(1, 1, s[-1]), initializer="zeros")
        self.pos = self.add_weight(shape=(1, s[1] + 1, s[-1]))
    def call(self, x):
        b = ops.shape(x)[0]
        c = ops.broadcast_to(self.cls, (b, 1, x.shape[-1]))
        x = ops.concatenate([c, x], axis=1) + self.pos
        t = ops.tile(self.cls, [b, 1, 1])
        x = ops.concatenate([t, x], axis=1)
        y = ops.reshape(x, (ops.shape(x)[0], -1, self.h))
        z = tf.ones((tf.shape(x)[0], 3, self.h))
        return ops.concatenate([y, z], axis=1)
y = P(4)(keras.Input((10, 16)))
