"""One tower for two images; their distance is worked out on the tensors."""

import keras
from keras import layers, ops


def build_tower(shape):
    inputs = keras.Input(shape)
    x = layers.Conv2D(4, 5, activation="tanh")(inputs)
    x = layers.AveragePooling2D(2)(x)
    x = layers.Flatten()(x)
    return keras.Model(inputs, layers.Dense(10, activation="tanh")(x))


def euclidean_distance(vectors):
    x, y = vectors
    return ops.sqrt(ops.sum(ops.square(x - y), axis=1, keepdims=True))


tower = build_tower((28, 28, 1))
left, right = keras.Input((28, 28, 1)), keras.Input((28, 28, 1))
towers = [tower(left), tower(right)]
distance = layers.Lambda(euclidean_distance, output_shape=(1,))(towers)
normalised = layers.BatchNormalization()(distance)
siamese = keras.Model(inputs=[left, right], outputs=layers.Dense(1, activation="sigmoid")(normalised))

difference = abs(towers[0] - towers[1])
other = keras.Model([left, right], layers.Dense(1)(difference))
