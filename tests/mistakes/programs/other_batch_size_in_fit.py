# source: keras-team/keras#1938
# wants: The model says 20, fit() says 32 by default: batch_size=20.
import numpy as np
from tensorflow import keras

model = keras.Sequential([
    keras.Input(batch_shape=(20, 15, 6)),
    keras.layers.GRU(8, stateful=True),
    keras.layers.Dense(4, activation='softmax'),
])
model.compile('adam', 'sparse_categorical_crossentropy')
model.fit(np.random.rand(60, 15, 6), np.random.randint(0, 4, 60), epochs=1, verbose=0)  # expected: fixed-batch-size; raises: InvalidArgumentError
