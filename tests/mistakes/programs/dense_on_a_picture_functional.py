# source: broadinstitute/keras-resnet#17
# wants: Flatten stands one layer too late: each pixel's channels are mixed, nothing else.
import tensorflow as tf

photo = tf.keras.Input((48, 64, 3))
x = tf.keras.layers.Dense(32, activation='relu')(photo)  # expected: dense-before-flatten
x = tf.keras.layers.Flatten()(x)
answer = tf.keras.layers.Dense(2, activation='softmax')(x)
model = tf.keras.Model(photo, answer)
