"""Sizes that are read with `tf.shape` and that TensorFlow knows: they are known behind a reshape."""

import keras
import tensorflow as tf
from keras import layers

grid = keras.Input((4, 6, 27))
boxes = layers.Lambda(lambda x: tf.reshape(x, (-1, tf.shape(x)[1], tf.shape(x)[2], 3, 9)))(grid)


class Rows(layers.Layer):
    def call(self, inputs):
        sizes = tf.shape(inputs)
        count, rest = sizes[0], sizes[1:]
        return tf.reshape(inputs, [count, sizes[1] * sizes[2], rest[-1]])


rows = Rows()(grid)


class Padded(layers.Layer):
    def call(self, inputs):
        shape = tf.shape(inputs)
        room = tf.zeros(tf.concat([shape[:-1], [1]], axis=0))
        return tf.concat([inputs, room], axis=-1)


padded = Padded()(grid)


class Halved(layers.Layer):
    def call(self, inputs):
        height = tf.shape(inputs)[1] // 2
        return inputs[:, :height], tf.reshape(inputs, tf.stack([-1, height, 2, 6, 27]))


top, pairs = Halved()(grid)
