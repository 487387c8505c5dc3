# source: keras-team/keras-contrib#304
# wants: Seven by seven answers for one image: pool or flatten before the last layer.
import keras
import numpy as np
from keras import layers

def dense_block(x, growth):
    new = layers.Conv2D(growth, 3, padding="same", activation="relu")(x)
    return layers.concatenate([x, new])

image = keras.Input((14, 14, 3))
x = dense_block(dense_block(image, 4), 4)
x = layers.AveragePooling2D(2)(x)
classes = layers.Dense(10, activation="softmax")(x)  # expected: output-keeps-spatial-axes
model = keras.Model(image, classes)
model.compile("adam", "categorical_crossentropy")
model.fit(np.random.rand(4, 14, 14, 3), np.eye(10)[:4], epochs=1, verbose=0)  # raises: ValueError
