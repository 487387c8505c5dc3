# source: keras-team/keras#12875
# wants: The copy of the model was never compiled: compile it before evaluate().
import keras
import numpy as np

net = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
net.compile(loss="mse", optimizer="adam")
x, y = np.random.rand(16, 4), np.random.rand(16, 1)
net.fit(x, y, epochs=1, verbose=0)

copy = keras.Sequential.from_config(net.get_config())
copy.set_weights(net.get_weights())
print(copy.evaluate(x, y, verbose=0))  # expected: fit-before-compile; raises: ValueError
