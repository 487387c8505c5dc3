"""Activations as strings, functions, layers, and of the user's own."""

import keras
import tensorflow as tf
from keras import activations, layers
from keras.activations import relu


def swish_like(x):
    return x * tf.sigmoid(1.5 * x)


model = keras.Sequential([keras.Input((10,))])
model.add(layers.Dense(9, activation="gelu"))
model.add(layers.Dense(9, activation=tf.nn.relu))
model.add(layers.Dense(9, activation=relu))
model.add(layers.Dense(9, activation=activations.leaky_relu))
model.add(layers.Dense(9, activation=keras.activations.get("selu")))
model.add(layers.Dense(9, activation=swish_like))
model.add(layers.Dense(9, activation=lambda x: keras.ops.maximum(x, 0.1 * x)))
model.add(layers.Dense(9, activation=layers.PReLU()))
model.add(layers.Dense(9, activation=None))
model.add(layers.Activation(swish_like))
model.add(layers.Activation(tf.nn.softmax))
model.add(layers.LeakyReLU(0.1))
model.add(layers.Softmax())
