# source: stackoverflow 46256747
# wants: The normalization takes the mean away, and the bias with it: use_bias=False.
import keras
from keras import layers

image = keras.Input((64, 64, 3))
x = layers.Conv2D(32, 3, padding="same")(image)  # expected: bias-before-normalization
x = layers.BatchNormalization()(x)
x = layers.ReLU()(x)
x = layers.GlobalAveragePooling2D()(x)
model = keras.Model(image, layers.Dense(3, activation="softmax")(x))
