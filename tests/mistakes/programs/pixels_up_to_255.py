# source: keras-team/keras#2711
# wants: Pixels from 0 to 255 train slowly: divide by 255, or add Rescaling(1 / 255).
import keras
import numpy as np
from keras import layers

x_train = np.random.randint(0, 256, size=(8, 32, 32, 3), dtype="uint8")
y_train = np.random.randint(0, 10, size=(8, 1))

model = keras.Sequential([
    keras.Input((32, 32, 3)),
    layers.Conv2D(8, 3, activation="relu"),
    layers.GlobalAveragePooling2D(),
    layers.Dense(10, activation="softmax"),
])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(x_train, y_train, epochs=1, verbose=0)  # expected: images-not-scaled
