"""LeNet by a function with options, called for three data sets."""
import argparse

import keras
from keras import layers


def build_lenet(height, width, depth, classes, *, activation="relu", batch_norm=False, dropout=None, weights_path=None):
    model = keras.Sequential()
    input_shape = (height, width, depth)
    if keras.config.image_data_format() == "channels_first":
        input_shape = (depth, height, width)

    def block(filters, **kwargs):
        model.add(layers.Conv2D(filters, (5, 5), padding="same", **kwargs))
        if batch_norm:
            model.add(layers.BatchNormalization())
        model.add(layers.Activation(activation))
        model.add(layers.MaxPooling2D(pool_size=(2, 2), strides=(2, 2)))

    block(20, input_shape=input_shape)
    block(50)
    model.add(layers.Flatten())
    model.add(layers.Dense(500))
    model.add(layers.Activation(activation))
    if dropout is not None:
        model.add(layers.Dropout(dropout))
    model.add(layers.Dense(classes))
    model.add(layers.Activation("softmax"))

    if weights_path is not None:
        model.load_weights(weights_path)
    return model


ap = argparse.ArgumentParser()
ap.add_argument("-s", "--save-model", type=int, default=-1, help="(optional) whether the weights are written")
ap.add_argument("-w", "--weights", type=str, help="(optional) path to weights file")
ap.add_argument("--dropout", type=float, default=0.25)
args = vars(ap.parse_args([]))

mnist_net = build_lenet(28, 28, 1, 10, weights_path=args["weights"] if args["weights"] else None)
cifar_net = build_lenet(32, 32, 3, 10, batch_norm=True, dropout=args["dropout"])
letters_net = build_lenet(width=20, height=24, depth=1, classes=26, activation="tanh")
