"""Operations on tensors between the layers, and functions of the user's in layers."""

import keras
import tensorflow as tf
from keras import layers, ops

a, b = keras.Input((4,)), keras.Input((6,))
x = layers.concatenate([layers.Dense(3)(a), layers.Dense(3)(b)])
x = x + layers.Dense(6)(x)
x = layers.Dense(5)(x[:, :2])
x = ops.expand_dims(x, -1)
x = layers.Conv1D(2, 3)(x)


def average(tensor):
    return tf.reduce_mean(tensor, axis=-1)


model = keras.Sequential([keras.Input((8, 8, 1)), layers.Dense(3)])
model.add(layers.Lambda(average))
model.add(layers.Lambda(lambda tensor: tensor[:, ::2]))
model.add(layers.Dense(2))
after = keras.Sequential([keras.Input((8,)), layers.Dense(3)])
