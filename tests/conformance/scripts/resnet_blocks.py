"""Residual blocks whose shortcut is projected where the width changes."""

from tensorflow import keras
from tensorflow.keras import layers


def residual_block(x, filters, stride=1):
    shortcut = x
    y = layers.Conv2D(filters, 3, strides=stride, padding="same")(x)
    y = layers.BatchNormalization()(y)
    y = layers.ReLU()(y)
    y = layers.Conv2D(filters, 3, padding="same")(y)
    y = layers.BatchNormalization()(y)
    if stride != 1 or shortcut.shape[-1] != filters:
        shortcut = layers.Conv2D(filters, 1, strides=stride, name=f"project_{filters}")(shortcut)
    return layers.ReLU()(layers.add([shortcut, y]))


inputs = keras.Input(shape=(32, 32, 3))
x = layers.Conv2D(16, 3, padding="same")(inputs)
for stage, (filters, blocks) in enumerate([(16, 2), (32, 2), (64, 1)]):
    for block in range(blocks):
        x = residual_block(x, filters, stride=2 if block == 0 and stage > 0 else 1)
x = layers.GlobalAveragePooling2D()(x)
model = keras.Model(inputs, layers.Dense(10)(x))
