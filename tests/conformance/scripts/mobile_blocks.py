"""Depthwise and separable convolutions, with padding and pooling around them."""

from tensorflow.keras import Sequential
from tensorflow.keras.layers import *


def depthwise_separable(filters, strides=1, alpha=0.5):
    channels = int(filters * alpha)
    return [
        ZeroPadding2D(((0, 1), (0, 1))) if strides == 2 else Identity(),
        DepthwiseConv2D((3, 3), strides=strides, padding="valid" if strides == 2 else "same"),
        BatchNormalization(axis=-1, momentum=0.99),
        ReLU(6.0),
        Conv2D(channels, (1, 1), use_bias=False),
        BatchNormalization(),
        ReLU(max_value=6.0),
    ]


layers = [Input((64, 64, 3)), Conv2D(16, 3, strides=2, padding="same")]
for filters, strides in [(32, 1), (64, 2), (64, 1)]:
    layers.extend(depthwise_separable(filters, strides))
layers += [SeparableConv2D(48, 3), GlobalAveragePooling2D(keepdims=True), Flatten(), Dense(5)]
model = Sequential(layers)
