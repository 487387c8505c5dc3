"""Functions that add blocks of layers, with positional, keyword and default arguments."""

from keras import Sequential
from keras.layers import Activation, BatchNormalization, Conv2D, Dense, Flatten, Input, MaxPooling2D


def conv_block(model, filters, kernel_size=3, *, pool=True, **options):
    model.add(Conv2D(filters, kernel_size, padding="same", use_bias=False, **options))
    model.add(BatchNormalization())
    model.add(Activation("relu"))
    if pool:
        model.add(MaxPooling2D())
    return model


def classifier(units=10, hidden=(64,)):
    return [Flatten(), *(Dense(size, activation="relu") for size in hidden), Dense(units)]


model = Sequential([Input((32, 32, 3))])
conv_block(model, 8)
conv_block(model, 16, 5, pool=False)
conv_block(model, filters=24, strides=2)
for layer in classifier(hidden=(32, 16)):
    model.add(layer)
