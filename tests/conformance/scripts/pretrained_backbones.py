# Ready-made models by their layers and their intermediate outputs.
import keras
from keras import layers, ops


base = keras.applications.MobileNetV2(input_shape=(96, 96, 3), include_top=False, alpha=0.35)
inputs = keras.Input((96, 96, 3))
x = keras.applications.mobilenet_v2.preprocess_input(inputs)
x = base(x, training=False)
x = layers.GlobalAveragePooling2D()(x)
m = keras.Model(inputs, layers.Dense(1)(x))
names = ["block_1_expand_relu", "block_3_expand_relu", "block_6_expand_relu", "block_13_expand_relu", "block_16_project"]
outs = [base.get_layer(n).output for n in names]
down = keras.Model(inputs=base.input, outputs=outs)
o = down(inputs)
y = layers.Conv2DTranspose(8, 3, strides=2, padding="same")(o[-1])


base = keras.applications.VGG19(include_top=False, weights="imagenet")
style = ["block1_conv1", "block2_conv1"]
outputs = dict([(layer.name, layer.output) for layer in base.layers])
feature_extractor = keras.Model(inputs=base.inputs, outputs=outputs)
f = feature_extractor(keras.Input((32, 32, 3)))
y = layers.Dense(2)(f["block1_conv1"])
mm = keras.Model([base.input], [base.get_layer(n).output for n in style])
y = mm(keras.Input((None, None, 3)))
