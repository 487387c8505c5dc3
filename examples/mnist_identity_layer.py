"""A way round the mistake that works too: a frozen first Dense that changes nothing."""

import tensorflow as tf
from tensorflow.keras.layers import Dense, Flatten
from tensorflow.keras.models import Sequential

model = Sequential()
model.add(
    Dense(
        units=1,
        activation='linear',
        use_bias=False,
        trainable=False,
        kernel_initializer=tf.keras.initializers.Ones(),
        input_shape=(28, 28, 1),
    )
)
model.add(Flatten())
model.add(Dense(units=64, activation='relu'))
model.add(Dense(units=10, activation='softmax'))
