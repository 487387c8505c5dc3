# source: tensorflow/tensorflow#44608
# wants: The layers of the base have outputs of the base's own input, not of the outer model's.
import keras
from keras import layers

base = keras.Sequential([keras.Input((32, 32, 3)), layers.Conv2D(8, 3), layers.ReLU(name="last")], name="base")
image = keras.Input((32, 32, 3))
x = base(image)
model = keras.Model(image, layers.Dense(5)(layers.GlobalMaxPooling2D()(x)))

last = model.get_layer("base").get_layer("last")
features = keras.Model(inputs=model.input, outputs=last.output)  # expected: disconnected-output; raises: ValueError
