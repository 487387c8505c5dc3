"""A ready-made model as a layer, by its layers, and in parts."""

import keras
from keras import layers

base = keras.applications.MobileNetV2(
    input_shape=(96, 96, 3), alpha=0.35, include_top=False, weights="imagenet"
)
base.trainable = False

inputs = keras.Input(shape=(96, 96, 3))
x = keras.applications.mobilenet_v2.preprocess_input(inputs)
x = base(x, training=False)
x = layers.GlobalAveragePooling2D()(x)
x = layers.Dropout(0.2)(x)
outputs = layers.Dense(1)(x)
model = keras.Model(inputs, outputs)

base.trainable = True
for layer in base.layers[:100]:
    layer.trainable = False

features = keras.Model(base.input, base.get_layer("block_6_expand_relu").output)
head = layers.Flatten()(base.layers[-2].output)
tuned = keras.Model(inputs=base.inputs, outputs=layers.Dense(3, activation="softmax")(head))
print(len(base.layers), base.output_shape, model.count_params())
