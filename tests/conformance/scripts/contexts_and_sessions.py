# Strategies, devices, scopes, sessions that are cleared.
import keras
from keras import layers, ops
import tensorflow as tf


strategy = tf.distribute.get_strategy()
with strategy.scope():
    a = keras.Sequential([keras.Input((2,)), layers.Dense(2)])
with tf.device("/cpu:0"):
    b = keras.Sequential([keras.Input((2,)), layers.Dense(2)])
with keras.name_scope("x"):
    c = layers.Dense(3)(keras.Input((2,)))
with keras.utils.custom_object_scope({}):
    d = layers.Dense(4)(keras.Input((2,)))
keras.utils.set_random_seed(3)
tf.random.set_seed(3)
keras.backend.clear_session()
e = layers.Dense(4)(keras.Input((2,)))
tf.keras.backend.clear_session()
e = tf.keras.layers.Dense(4)(tf.keras.Input((2,)))
