# source: keras-team/keras#4532
# wants: The model is built for batches of 128; one sample needs a model without a fixed batch.
import keras
import numpy as np

window = keras.Input(batch_shape=(128, 23, 9))
x = keras.layers.LSTM(16, stateful=True)(window)
model = keras.Model(window, keras.layers.Dense(1)(x))
latest = np.random.rand(1, 23, 9)
print(model.predict(latest))  # expected: fixed-batch-size; raises: ValueError
