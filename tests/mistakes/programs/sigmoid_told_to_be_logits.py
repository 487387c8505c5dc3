# source: keras-team/keras#15271
# wants: With from_logits=True the last layer has no activation.
import numpy as np
import tensorflow as tf

model = tf.keras.Sequential()
model.add(tf.keras.Input((5,)))
model.add(tf.keras.layers.Dense(16, activation='relu'))
model.add(tf.keras.layers.Dense(1, activation='sigmoid'))  # expected: logits-and-activation
model.compile(loss=tf.keras.losses.BinaryCrossentropy(from_logits=True), optimizer='adam')
model.fit(np.random.rand(20, 5), np.random.randint(0, 2, (20, 1)), epochs=1, verbose=0)
