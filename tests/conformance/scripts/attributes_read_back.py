"""What layers and models say of themselves, used to go on."""

import keras
from keras import layers

encoder = keras.Sequential([keras.Input((12, 12, 2)), layers.Conv2D(6, 3), layers.MaxPooling2D()])
bottleneck = encoder.output_shape[1:]
decoder = keras.Sequential([keras.Input(shape=bottleneck), layers.Flatten()])
decoder.add(layers.Dense(decoder.layers[-1].output.shape[-1] // 3))
decoder.add(layers.Dense(encoder.input_shape[1] * encoder.input_shape[2]))
decoder.add(layers.Reshape(encoder.input_shape[1:-1]))
decoder.add(layers.Dense(encoder.layers[0].filters, name=encoder.layers[0].name + "_again"))
decoder.add(layers.Dense(encoder.count_params() % 10))
