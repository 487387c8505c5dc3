# source: keras-team/keras#19225
# wants: fit() takes generators: fit_generator is gone.
import keras
import numpy as np

def batches():
    while True:
        x = np.random.rand(4, 5)
        yield x, x.sum(axis=1)

inputs = keras.Input((5,))
model = keras.Model(inputs, keras.layers.Dense(1)(inputs))
model.compile("adam", "mse")
model.fit_generator(batches(), steps_per_epoch=2, epochs=1, verbose=0)  # expected: old-method; raises: AttributeError
