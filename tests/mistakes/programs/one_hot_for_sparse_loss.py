# source: keras-team/keras#8404
# wants: Labels are one-hot already: categorical_crossentropy without "sparse".
import numpy as np
import tensorflow as tf

photos = np.random.rand(12, 24, 24, 3).astype('float32')
breeds = tf.keras.utils.to_categorical(np.random.randint(0, 20, 12), 20)

image = tf.keras.Input((24, 24, 3))
x = tf.keras.layers.Conv2D(16, 3, activation='relu')(image)
x = tf.keras.layers.GlobalAveragePooling2D()(x)
model = tf.keras.Model(image, tf.keras.layers.Dense(20, activation='softmax')(x))
model.compile(loss='sparse_categorical_crossentropy', optimizer=tf.keras.optimizers.SGD(0.1, 0.9, nesterov=True))  # expected: labels-and-loss
model.fit(photos, breeds, epochs=1, verbose=0)  # raises: ValueError
