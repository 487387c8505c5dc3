"""Values that only a run can tell, where they change neither shapes nor counts."""

import os
import random
import time

import keras
import numpy as np
from keras import layers, regularizers

rate = random.random() / 2
activation = os.environ.get("ACTIVATION", "relu")
decay = float(os.environ.get("DECAY", "0.01"))
seed = int(time.time())
np.random.seed(seed)


def penalty(weights):
    return decay * keras.ops.sum(keras.ops.abs(weights))


class Doubled(keras.initializers.Initializer):
    def __call__(self, shape, dtype=None):
        return 2 * keras.ops.ones(shape, dtype=dtype)


model = keras.Sequential([keras.Input((16, 16, 3))])
model.add(layers.Conv2D(4, 3, activation=activation))
model.add(layers.Conv2D(4, 3, kernel_regularizer=regularizers.L2(decay)))
model.add(layers.Conv2D(4, 3, kernel_regularizer=penalty, kernel_initializer=Doubled()))
model.add(layers.Dropout(rate, seed=seed))
model.add(layers.Flatten())
model.add(layers.Dense(3, kernel_initializer=keras.initializers.RandomNormal(stddev=decay)))
model.add(layers.BatchNormalization(momentum=1 - rate, epsilon=decay))
model.add(layers.GaussianNoise(stddev=decay))
model.add(layers.LeakyReLU(negative_slope=rate))
model.add(layers.Dense(1, activation=lambda x: x * rate))
