"""LeNet as a list, with the pooled feature map's size printed on the way."""

import keras

IMAGE_SIZE = 28
N_CHANNELS = 1
LABELS = ["T-shirt", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Boot"]

lenet = keras.models.Sequential(
    [
        keras.layers.InputLayer(shape=(IMAGE_SIZE, IMAGE_SIZE, N_CHANNELS)),
        # C1: the padding makes up for the smaller images
        keras.layers.Conv2D(6, 5, padding="same", activation="sigmoid", name="C1"),
        keras.layers.AvgPool2D(2, 2, name="S2"),
        keras.layers.Conv2D(16, 5, activation="sigmoid", name="C3"),
        keras.layers.AvgPool2D(2, 2, name="S4"),
        keras.layers.Flatten(),
        keras.layers.Dense(120, activation="sigmoid", name="F5"),
        keras.layers.Dense(84, activation="sigmoid", name="F6"),
        keras.layers.Dense(len(LABELS), name="OUTPUT"),
    ],
    name="LeNet5",
)

for layer in lenet.layers:
    print(layer.__class__.__name__, "output shape:\t", layer.output.shape)
