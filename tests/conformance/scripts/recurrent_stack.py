"""Recurrent layers on top of each other, in both directions, and for each step."""

import tensorflow as tf

model = tf.keras.Sequential(
    [
        tf.keras.layers.Input(shape=(None, 12)),
        tf.keras.layers.Bidirectional(tf.keras.layers.LSTM(16, return_sequences=True)),
        tf.keras.layers.Bidirectional(
            tf.keras.layers.GRU(8, return_sequences=True), merge_mode="ave"
        ),
        tf.keras.layers.SimpleRNN(10, return_sequences=True),
        tf.keras.layers.TimeDistributed(tf.keras.layers.Dense(6, activation="relu")),
        tf.keras.layers.RNN(tf.keras.layers.GRUCell(5)),
        tf.keras.layers.Dense(1),
    ]
)
