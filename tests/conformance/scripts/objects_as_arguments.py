"""Initializers, regularizers and constraints, as objects and as strings."""

import keras
from keras import constraints, initializers, layers, regularizers
from keras.regularizers import l2

weight_decay = 1e-4

model = keras.Sequential()
model.add(
    layers.Conv2D(
        12,
        (3, 3),
        input_shape=(32, 32, 3),
        kernel_initializer="he_normal",
        kernel_regularizer=l2(weight_decay),
        bias_initializer=initializers.Constant(0.1),
    )
)
model.add(
    layers.Dense(
        20,
        kernel_initializer=initializers.RandomNormal(mean=0.0, stddev=0.05, seed=7),
        kernel_regularizer=regularizers.L1L2(l1=1e-5, l2=1e-4),
        bias_regularizer=regularizers.L2(1e-4),
        activity_regularizer=regularizers.L2(1e-5),
        kernel_constraint=constraints.MaxNorm(3),
        bias_constraint="non_neg",
    )
)
model.add(layers.BatchNormalization(gamma_initializer=keras.initializers.get("ones")))
model.add(layers.DepthwiseConv2D(3, depthwise_initializer=initializers.GlorotUniform()))
model.add(layers.Flatten())
model.add(layers.Dense(5, kernel_initializer=keras.initializers.Orthogonal, use_bias=not True))
