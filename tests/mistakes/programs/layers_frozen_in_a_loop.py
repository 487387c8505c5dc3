# source: keras-team/keras#4674
# wants: The loop comes after the first fit(): nothing is frozen until compile() is called again.
import numpy as np
from keras import Input, Model, layers

vector = Input((3,))
x = layers.Dense(5, activation="relu", name="old")(vector)
model = Model(vector, layers.Dense(1)(x))
model.compile(optimizer="rmsprop", loss="mse")
x, y = np.random.random((10, 3)), np.random.random((10, 1))
model.fit(x, y, epochs=1, verbose=0)
for layer in model.layers[:2]:
    layer.trainable = False
model.fit(x, y, epochs=1, verbose=0)  # expected: frozen-after-compile
