"""A list of tensors that grows behind the layers that were given it; names that are assigned."""

import keras
from keras import layers


def dense_block(x, layers_in_it, growth):
    collected = [x]
    for _ in range(layers_in_it):
        joined = layers.Concatenate()(collected) if len(collected) > 1 else collected[0]
        collected.append(layers.Conv2D(growth, 3, padding="same")(joined))
    return layers.concatenate(collected)


class Joined(layers.Layer):
    def __init__(self):
        super().__init__()
        self.left = layers.Dense(3)
        self.right = layers.Dense(3)

    def call(self, inputs):
        return layers.add([self.left(inputs), self.right(inputs)])


inputs = keras.Input((8, 8, 3))
x = dense_block(inputs, 3, 4)
x = dense_block(layers.AveragePooling2D(2)(x), 2, 4)
model = keras.Model(inputs, Joined()(layers.Flatten()(x)))
model.name = "collected"
last = layers.Dense(2)
last.name = "renamed"
outer = keras.Sequential([keras.Input((8, 8, 3)), model, last])
