"""A small VGG, its blocks from a table."""

from keras.layers import Conv2D, Dense, Dropout, Flatten, Input, MaxPooling2D
from keras.models import Sequential

PLAN = [(1, 8), (2, 16), (2, 32)]


def vgg(input_shape=(48, 48, 3), classes=10):
    model = Sequential([Input(shape=input_shape)], name="vgg")
    for number, (depth, filters) in enumerate(PLAN, 1):
        for position in range(depth):
            model.add(
                Conv2D(
                    filters,
                    (3, 3),
                    activation="relu",
                    padding="same",
                    name=f"block{number}_conv{position + 1}",
                )
            )
        model.add(MaxPooling2D((2, 2), strides=(2, 2), name="block%d_pool" % number))
    model.add(Flatten(name="flatten"))
    for _ in range(2):
        model.add(Dense(64, activation="relu"))
        model.add(Dropout(0.5))
    model.add(Dense(classes, activation="softmax", name="predictions"))
    return model


model = vgg()
gray = vgg((32, 32, 1), classes=2)
