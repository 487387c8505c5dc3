# source: keras-team/keras#3109
# wants: Each label is one number from 0 to 9, and the loss wants ten columns.
import keras
import numpy as np

X_train = np.array([[1, 2], [6, 5], [8, 2]], dtype="float32")
y_train = np.array([[2], [3], [7]])

model = keras.Sequential()
model.add(keras.Input((2,)))
model.add(keras.layers.Dense(64, activation="relu"))
model.add(keras.layers.Dense(10, activation="softmax"))
model.compile(optimizer="sgd", loss="categorical_crossentropy")  # expected: labels-and-loss
model.fit(X_train, y_train, verbose=0)  # raises: ValueError
