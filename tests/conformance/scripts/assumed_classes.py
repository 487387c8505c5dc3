"""Classes that are used in a way that cannot be seen, with values that comments assume."""

import keras
from keras import layers


class Block(layers.Layer):  # keras-lens: filters=16
    def __init__(self, filters, kernel_size=3, **kwargs):
        super().__init__(**kwargs)
        self.conv = layers.Conv2D(filters, kernel_size, padding="same")
        self.norm = layers.BatchNormalization()

    def build(self, input_shape):
        self.scale = self.add_weight(shape=(input_shape[-1],), initializer="ones")

    # keras-lens: inputs.shape=(None, 32, 32, 3)
    def call(self, inputs, training=None):
        x = self.conv(inputs * self.scale)
        x = self.norm(x, training=training)
        return layers.Activation("relu")(x + 1)


class Network(keras.Model):
    def __init__(self, units):  # keras-lens: units=8
        super().__init__()
        self.hidden = [layers.Dense(units), layers.Dense(units // 2)]
        self.head = layers.Dense(2)

    def call(self, x):  # keras-lens: x.shape=(5, 7)
        for layer in self.hidden:
            x = layer(x)
        return self.head(x)


class Trainer:
    # keras-lens: units=9, depth=3
    def __init__(self, units, depth=2):
        self.units = units
        self.depth = depth

    def make(self):
        model = keras.Sequential([keras.Input((4,))])
        for _ in range(self.depth):
            model.add(layers.Dense(self.units))
        return model


for unseen in (
    "Block(16)(keras.Input((32, 32, 3)))",
    "Network(8)(keras.ops.zeros((5, 7)))",
    "Trainer(9, depth=3).make()",
):
    keras.utils.clear_session()
    exec(unseen)
keras.utils.clear_session()
