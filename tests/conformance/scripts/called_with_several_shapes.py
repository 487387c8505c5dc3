"""A model and layers that are called on tensors of different shapes."""

import keras
from keras import layers

convolutions = keras.Sequential(
    [keras.Input((None, None, 3)), layers.Conv2D(4, 3), layers.MaxPooling2D()]
)
small = convolutions(keras.Input((32, 32, 3)))
large = convolutions(keras.Input((64, 48, 3)))
pooling = layers.GlobalMaxPooling2D()
pooled = pooling(small), pooling(large)
dense = layers.Dense(2)
for tensor in pooled:
    out = dense(tensor)
