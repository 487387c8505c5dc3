"""Models that Keras brings along, and models by calls, as layers."""

import keras
from keras import layers

base = keras.applications.MobileNetV2(
    weights=None, include_top=False, input_shape=(96, 96, 3), alpha=0.35
)
base.trainable = False
model = keras.Sequential([base, layers.GlobalAveragePooling2D(), layers.Dense(5)])

inputs = keras.Input((16,))
outputs = layers.Concatenate()([inputs, layers.Dense(8)(inputs)])
features = keras.Model(inputs, outputs, name="features")
on_top = keras.Sequential([features, layers.Dense(4)])
y = features(keras.Input((16,)))

after = keras.Sequential([keras.Input((8, 8, 3)), layers.Conv2D(2, 3), layers.BatchNormalization()])
