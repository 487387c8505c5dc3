# Lambda with lists, functions of TensorFlow, arguments and a shape of its own.
import keras
from keras import layers, ops
import tensorflow as tf


def conv_block(x, f, name=None, **kw):
    x = layers.Conv2D(f, 3, padding="same", name=name, **kw)(x)
    return layers.Activation("relu")(layers.BatchNormalization()(x))
b = keras.Input((32, 32, 3))
s = [b := conv_block(b, f) for f in (4, 8)]
u = layers.UpSampling2D()(layers.MaxPooling2D()(s[-1]))
u = layers.Concatenate(axis=-1)([u, s[0]])
u = layers.Lambda(lambda t: ops.mean(t, axis=(1, 2)), name="gap")(u)
u = layers.Lambda(lambda t: keras.backend.expand_dims(t, 1) if hasattr(keras.backend, "expand_dims") else t[:, None])(u) if False else u
u = layers.Lambda(lambda ts: ts[0] - ts[1])([u, u])
u = layers.Lambda(lambda t: ops.split(t, 2, axis=-1))(u)
u = layers.Lambda(ops.concatenate)(u) if False else layers.Concatenate()(u)
u = layers.Lambda(tf.math.l2_normalize, arguments={"axis": 1})(u)
u = layers.Lambda(lambda t: tf.concat([t, t], -1), output_shape=lambda s: (s[0], s[1] * 2))(u)
u = layers.Dense(3)(u)
