# source: keras-team/keras#4674
# wants: The loop comes after compile(): nothing is frozen in this training.
import numpy as np
from keras import Input, Model, layers

vector = Input((3,))
x = layers.Dense(5, activation="relu", name="old")(vector)
model = Model(vector, layers.Dense(1)(x))
model.compile(optimizer="rmsprop", loss="mse")
for layer in model.layers[:2]:
    layer.trainable = False  # expected: frozen-after-compile
model.fit(np.random.random((10, 3)), np.random.random((10, 1)), epochs=1, verbose=0)
