"""A network in the manner of VGG, its blocks made in a loop."""

from keras import Sequential, layers


def vgg(blocks, input_shape=(64, 64, 3), classes=10):
    model = Sequential([layers.Input(input_shape)], name="vgg")
    for convolutions, filters in blocks:
        for _ in range(convolutions):
            model.add(layers.Conv2D(filters, 3, padding="same", activation="relu"))
        model.add(layers.MaxPooling2D())
    model.add(layers.Flatten())
    model.add(layers.Dense(256, activation="relu"))
    model.add(layers.Dense(classes, activation="softmax"))
    return model


small = vgg([(1, 16), (1, 32), (2, 64)])
large = vgg([(2, 32), (2, 64), (3, 128), (3, 256)], input_shape=(128, 128, 3), classes=100)
