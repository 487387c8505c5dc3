# source: keras-team/keras#19964
# wants: 45 halves to 22 and doubles to 44: use a size that can be halved as often, or crop.
import tensorflow as tf
from tensorflow.keras import layers

def unet(levels, features=8):
    inputs = layers.Input(shape=(90, 90, 1))
    x, skips = inputs, {}
    for level in range(levels):
        x = layers.Conv2D(features * 2 ** level, 3, padding='same', activation='relu')(x)
        if level < levels - 1:
            skips[level] = x
            x = layers.MaxPool2D(2)(x)
    for level in reversed(range(levels - 1)):
        x = layers.Conv2DTranspose(features * 2 ** level, 3, strides=2, padding='same')(x)
        x = layers.Concatenate()([x, skips[level]])  # expected: merge-shapes; raises: ValueError
    return tf.keras.Model(inputs, layers.Conv2D(1, 1, activation='sigmoid')(x))

model = unet(3)
