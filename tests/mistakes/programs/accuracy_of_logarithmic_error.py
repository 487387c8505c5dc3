# source: keras-team/keras#4308
# wants: There is no accuracy of a regression: mean_absolute_error tells more.
import keras
import numpy as np

houses = keras.Input((13,))
x = keras.layers.Dense(16, activation="relu")(houses)
price = keras.layers.Dense(1, activation="softplus")(x)
model = keras.Model(houses, price)
model.compile("rmsprop", "msle", metrics=["accuracy"])  # expected: accuracy-of-regression
model.fit(np.random.rand(40, 13), 100 * np.random.rand(40), epochs=1, verbose=0)
