"""A model for each combination of hyperparameters."""

from itertools import product

from tensorflow.keras.layers import Activation, Conv2D, Dense, Flatten, MaxPooling2D
from tensorflow.keras.models import Sequential

dense_layers = [0, 1]
layer_sizes = [8, 16]
conv_layers = [1, 2]

for dense_layer in dense_layers:
    for layer_size in layer_sizes:
        for conv_layer in conv_layers:
            model = Sequential(name=f"{conv_layer}-conv-{layer_size}-nodes-{dense_layer}-dense")
            model.add(Conv2D(layer_size, (3, 3), input_shape=(24, 24, 1)))
            model.add(Activation("relu"))
            model.add(MaxPooling2D(pool_size=(2, 2)))
            for l in range(conv_layer - 1):
                model.add(Conv2D(layer_size, (3, 3)))
                model.add(Activation("relu"))
                model.add(MaxPooling2D(pool_size=(2, 2)))
            model.add(Flatten())
            for _ in range(dense_layer):
                model.add(Dense(layer_size))
            model.add(Dense(1))

for units, activation in product((4, 5), ("relu", "tanh")):
    small = Sequential()
    small.add(Dense(units, activation=activation, input_shape=(3,)))
