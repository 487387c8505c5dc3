"""Channels first for a while."""

import keras
from keras import layers

keras.backend.set_image_data_format("channels_first")
first = keras.Sequential([keras.Input((3, 32, 32)), layers.Conv2D(8, 3), layers.MaxPooling2D()])
first.add(layers.GlobalAveragePooling2D())

keras.config.set_image_data_format("channels_last")
last = keras.Sequential([keras.Input((32, 32, 3)), layers.Conv2D(8, 3), layers.MaxPooling2D()])
