"""The backend's functions as programs for Keras 2 have them, under TensorFlow's name."""

import tensorflow as tf
from tensorflow.keras import backend as K
from tensorflow.keras.layers import Conv2D, Dense, Flatten, GlobalAveragePooling2D, Input, Lambda
from tensorflow.keras.models import Model

inputs = Input((16, 16, 3))
x = Conv2D(8, 3, padding="same")(inputs)
channels = K.int_shape(x)[-1]
axis = 1 if K.image_data_format() == "channels_first" else -1
x = Conv2D(channels * 2, 1)(x)
x = Lambda(lambda t: K.mean(t, axis=[1, 2]))(x)
doubled = Lambda(lambda t: tf.concat([t, t], axis=1), name="doubled")(x)
flat = Flatten()(doubled)
model = Model(inputs, Dense(3)(flat))
K.clear_session()
other = Dense(2)(Input((K.int_shape(flat)[1],)))
