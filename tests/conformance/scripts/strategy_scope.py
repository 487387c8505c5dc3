"""Models made under a with statement."""

import tensorflow as tf
from tensorflow.keras import layers

strategy = tf.distribute.get_strategy()

with strategy.scope():
    model = tf.keras.Sequential(
        [layers.Input((20,)), layers.Dense(16, activation="relu"), layers.Dense(1)]
    )
    model.compile(optimizer=tf.keras.optimizers.Adam(1e-3), loss="mse")

with tf.device("/CPU:0"):
    other = tf.keras.Sequential()
    other.add(layers.Dense(3, input_shape=(4,)))
