# source: raghakot/keras-vis#87
# wants: Softmax of a softmax flattens the probabilities: one is enough.
import numpy as np
from keras import Input, Sequential
from keras.layers import Dense, Flatten, Softmax

model = Sequential([
    Input((28, 28)),
    Flatten(),
    Dense(128, activation="relu"),
    Dense(10, activation="softmax"),
    Softmax(),  # expected: activation-after-softmax
])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(np.random.rand(5, 28, 28), np.arange(5), epochs=1, verbose=0)
