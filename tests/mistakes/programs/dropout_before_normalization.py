# source: stackoverflow 39691902
# wants: Dropout changes the variance that the normalization learns: put it behind.
import tensorflow as tf
from tensorflow.keras import layers

model = tf.keras.Sequential([
    tf.keras.Input((16, 16, 3)),
    layers.Conv2D(16, 3, activation='relu'),
    layers.Dropout(0.3),
    layers.BatchNormalization(),  # expected: normalization-after-dropout
    layers.MaxPooling2D(),
    layers.Flatten(),
    layers.Dense(2, activation='softmax'),
])
