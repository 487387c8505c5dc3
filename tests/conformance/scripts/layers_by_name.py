"""Layers are found by the names that the program gives them, and by those that Keras gives."""

import keras
from keras import layers

backbone = keras.Sequential(
    [
        keras.Input((32, 32, 3)),
        layers.Conv2D(8, 3, name="stem"),
        layers.Conv2D(16, 3, strides=2),
        layers.Conv2D(16, 3, name="top"),
    ]
)
stem = keras.Model(backbone.inputs, backbone.get_layer("stem").output)
middle = keras.Model(backbone.inputs, backbone.get_layer(name="conv2d").output)
names = [layer.name for layer in backbone.layers]
top = keras.Model(backbone.inputs, backbone.get_layer(names[-1]).output, name=f"from_{names[0]}")
both = layers.Dense(len(names[0]))(layers.Flatten()(stem.output))

inputs = keras.Input((8,))
hidden = layers.Dense(4, name="hidden")(inputs)
model = keras.Model(inputs, layers.Dense(2, name="head")(hidden))
for layer in model.layers:
    if layer.name.startswith("hid"):
        layer.trainable = False
code = keras.Model(model.input, model.get_layer("hidden").output)
