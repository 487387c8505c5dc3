"""Layers that are given arrays, or what is read from arrays."""

import keras
import numpy as np
from keras import layers

images = np.random.rand(12, 8, 8, 3)
vectors = np.zeros((100, 16))
given = keras.Sequential([keras.Input((8,)), layers.Embedding(100, 16, weights=[vectors])])
initial = keras.Sequential(
    [
        keras.Input((8,)),
        layers.Embedding(100, 16, embeddings_initializer=keras.initializers.Constant(vectors)),
    ]
)
bins = keras.Sequential([keras.Input((4,)), layers.Discretization(np.linspace(0, 1, 5).tolist())])

means, variances = images.mean(axis=(0, 1, 2)), images.var(axis=(0, 1, 2))
normalizer = layers.Normalization(mean=means, variance=variances)
normalized = keras.Sequential([keras.Input(images.shape[1:]), normalizer, layers.Flatten()])
adapted = layers.Normalization()
adapted.adapt(images)
model = keras.Sequential([keras.Input(images.shape[1:]), adapted, layers.Conv2D(2, 3)])

flat = images.reshape(len(images), -1)
one_hot = np.eye(5)[np.arange(12) % 5]
dense = keras.Sequential([keras.Input((flat.shape[1],)), layers.Dense(one_hot.shape[-1])])
padded = np.pad(images, ((0, 0), (2, 2), (2, 2), (0, 0)))
larger = keras.Sequential([keras.Input(padded.shape[1:]), layers.Conv2D(2, 3)])
parts = np.array_split(flat, 5)
split = keras.Sequential([keras.Input(parts[0].shape), layers.Dense(len(parts))])
