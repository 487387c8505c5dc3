# source: tensorflow/tensorflow#32516
# wants: Grey images have no axis for channels; Conv2D wants one: (28, 28, 1).
import tensorflow as tf

net = tf.keras.models.Sequential([  # raises: ValueError
    tf.keras.Input(shape=(28, 28)),
    tf.keras.layers.Conv2D(16, (3, 3), activation='relu'),  # expected: missing-channel-axis
    tf.keras.layers.MaxPooling2D(),
    tf.keras.layers.Flatten(),
    tf.keras.layers.Dense(10, activation='softmax'),
])
