"""A ready-made model on a tensor of the program, and its layers' outputs on the same graph."""

import keras
from keras import layers

pictures = keras.Input((64, 64, 3))
scaled = layers.Rescaling(1 / 127.5, offset=-1)(pictures)
backbone = keras.applications.ResNet50(weights=None, include_top=False, input_tensor=scaled)
early = backbone.get_layer("conv2_block3_out").output
late = backbone.output
backbone.trainable = False
heads = [layers.GlobalAveragePooling2D()(one) for one in (early, late)]
model = keras.Model(pictures, layers.Dense(4)(layers.concatenate(heads)))
