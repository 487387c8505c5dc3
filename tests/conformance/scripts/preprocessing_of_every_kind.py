# Augmentation, categories, normalization.
import keras
from keras import layers, ops
import numpy as np


aug = keras.Sequential([layers.RandomFlip("horizontal"), layers.RandomRotation(0.1), layers.RandomZoom(0.1), layers.RandomContrast(0.2), layers.RandomTranslation(.1, .1), layers.RandomCrop(24, 24), layers.RandomBrightness(.1), layers.Resizing(32, 32), layers.Rescaling(1. / 255), layers.CenterCrop(20, 20)], name="aug")
i = keras.Input((48, 48, 3))
x = aug(i)
x = layers.Rescaling(1./127.5, offset=-1)(x)
x = layers.Conv2D(4, 3)(x)
m = keras.Model(i, x)


i = keras.Input((3,), dtype="int32")
x = layers.CategoryEncoding(num_tokens=7, output_mode="multi_hot")(i)
x = layers.Dense(2)(x)
h = layers.Hashing(num_bins=5, output_mode="one_hot")(keras.Input((1,), dtype="string"))
d = layers.Discretization(bin_boundaries=[0., 1., 2.], output_mode="one_hot")(keras.Input((1,)))
c = layers.HashedCrossing(num_bins=5, output_mode="one_hot")((keras.Input((1,), dtype="string"), keras.Input((1,), dtype="string")))
e = layers.Dense(3)(layers.Concatenate()([h, d]))


n = layers.Normalization(mean=3., variance=2.)
i = keras.Input((3,))
x = n(i)
n2 = layers.Normalization(axis=-1)
n2.adapt(np.random.rand(10, 3))
x = n2(x)
n3 = layers.Normalization(axis=None)
x = n3(x)
n4 = layers.Normalization(input_shape=[3,], axis=None)
m = keras.Model(i, layers.Dense(1)(x))
