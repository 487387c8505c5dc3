"""Models made in comprehensions, generators and by the argument of a call."""

import keras
from keras import Sequential, layers

widths = (4, 8, 12)
models = [Sequential([keras.Input((5,)), layers.Dense(n), layers.Dense(1)]) for n in widths if n > 4]
last = models[-1]
last.add(layers.Dense(2 if len(models) == 2 else 3))


def freeze(model):
    for layer in model.layers:
        layer.trainable = False
    return model


feature_extractor = freeze(Sequential([layers.Dense(6, input_shape=(5,)), layers.Dense(7)]))
classifier = Sequential([feature_extractor, layers.Dense(3)])
