# source: keras-team/keras#2688
# wants: 3 channels and 16 cannot be added: project the shortcut with a convolution of 1 x 1.
import keras
from keras import layers

image = keras.Input((32, 32, 3))
branch = layers.Conv2D(16, 3, padding="same", activation="relu")(image)
total = layers.add([image, branch])  # expected: merge-shapes; raises: ValueError
model = keras.Model(image, total)
