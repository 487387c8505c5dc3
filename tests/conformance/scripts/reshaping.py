"""Layers that only move things around."""

from keras import Sequential
from keras.layers import (
    Cropping1D,
    Cropping2D,
    Flatten,
    Input,
    Masking,
    Permute,
    RepeatVector,
    Reshape,
    UpSampling1D,
    UpSampling2D,
    ZeroPadding1D,
    ZeroPadding2D,
)

model = Sequential([Input(shape=(12,))])
model.add(RepeatVector(4))
model.add(Permute((2, 1)))
model.add(Masking(0.0))
model.add(ZeroPadding1D(2))
model.add(Cropping1D(cropping=(1, 1)))
model.add(UpSampling1D(3))
model.add(Reshape((-1, 6, 2)))
model.add(ZeroPadding2D(padding=(1, 2)))
model.add(UpSampling2D(size=(2, 2), interpolation="nearest"))
model.add(Cropping2D(cropping=((1, 0), (0, 1))))
model.add(Reshape(target_shape=[-1]))
model.add(Reshape((2, -1)))
model.add(Flatten())
