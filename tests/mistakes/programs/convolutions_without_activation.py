# source: keras-team/keras#1597
# wants: Two convolutions with nothing between them are one: add activation="relu".
import keras
import numpy as np
from keras import layers

image = keras.Input((16, 16, 3))
x = layers.Conv2D(16, 3)(image)  # expected: linear-layers-in-a-row
x = layers.Conv2D(16, 3)(x)
x = layers.GlobalMaxPooling2D()(x)
model = keras.Model(image, layers.Dense(6, activation="sigmoid")(x))
model.compile("adam", "binary_crossentropy")
model.fit(np.random.rand(4, 16, 16, 3), np.random.randint(0, 2, (4, 6)), epochs=1, verbose=0)
