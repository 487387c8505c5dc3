"""Freezing: a layer when it is made, afterwards, in a loop, and a whole model."""

import keras
from keras import layers

base = keras.Sequential(
    [
        keras.Input(shape=(32, 32, 3)),
        layers.Conv2D(8, 3, trainable=False),
        layers.BatchNormalization(),
        layers.Conv2D(16, 3),
        layers.GlobalMaxPooling2D(),
    ],
    name="base",
)
base.layers[2].trainable = False

frozen = keras.Sequential([keras.Input((4,)), layers.Dense(5), layers.Dense(6)], name="frozen")
frozen.trainable = False

model = keras.Sequential([base, layers.Dense(8), layers.Dense(8), layers.Dense(2)])
for layer in model.layers[:-2]:
    layer.trainable = False
model.layers[0].trainable = True

mixed = keras.Sequential([keras.Input((4,))])
mixed.add(frozen)
head = layers.Dense(3)
mixed.add(head)
head.trainable = False
head.trainable = True
