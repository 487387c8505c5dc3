# source: keras-team/keras#11217
# wants: Without an input shape there are no weights to count yet: start with keras.Input.
import keras
from keras.layers import Dense

model = keras.Sequential([
    Dense(64, activation="relu"),
    Dense(10, activation="softmax"),
])
print("parameters:", model.count_params())  # expected: unbuilt-model; raises: ValueError
