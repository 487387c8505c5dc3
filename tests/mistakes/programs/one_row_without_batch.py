# source: tensorflow/tensorflow#31600
# wants: Seven numbers are seven samples here: np.array([[...]]).
import numpy as np
import tensorflow as tf

sample = np.array([0, 0, 0, 0, 0, 0, 0])
model = tf.keras.models.Sequential([
    tf.keras.Input((7,)),
    tf.keras.layers.Dense(12, activation='relu'),
    tf.keras.layers.Dense(1),
])
model.predict(np.array([0, 0, 0, 0, 0, 0, 0]))  # expected: data-does-not-fit-model; raises: ValueError
