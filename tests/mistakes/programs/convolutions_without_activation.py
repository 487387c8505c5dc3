# source: keras-team/keras#1597
# wants: Two convolutions with nothing between them are one: add activation="relu".
import keras
from keras import layers

image = keras.Input((32, 32, 3))
x = layers.Conv2D(16, 3)(image)  # expected: linear-layers-in-a-row
x = layers.Conv2D(32, 3)(x)
x = layers.GlobalMaxPooling2D()(x)
model = keras.Model(image, layers.Dense(6, activation="sigmoid")(x))
