# source: tensorflow/tensorflow#54233
# wants: Labels go up to 32, and there are 11 units: Dense(33).
import numpy as np
from tensorflow import keras

x_train = np.random.rand(200, 20)
y_train = np.random.randint(0, 33, size=200)

model = keras.Sequential([
    keras.Input((20,)),
    keras.layers.Dense(32, activation='relu'),
    keras.layers.Dense(11, activation='softmax'),  # expected: units-and-classes
])
model.compile(optimizer='adam', loss='sparse_categorical_crossentropy')
trained = model.fit(x=x_train, y=y_train, epochs=1, batch_size=64, verbose=0)  # raises: InvalidArgumentError
