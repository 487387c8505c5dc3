"""More ways of freezing: by name, in the constructor, before adding, inside wrappers."""

import keras
from keras import layers

by_name = keras.Sequential([keras.Input((4,)), layers.Dense(3), layers.BatchNormalization()])
by_name.get_layer("dense").trainable = False
by_name.get_layer(index=1).trainable = False
for layer in by_name.layers:
    if isinstance(layer, layers.BatchNormalization):
        layer.trainable = True

from_the_start = keras.Sequential(
    [keras.Input((4,)), layers.Dense(3), layers.BatchNormalization(trainable=False)],
    trainable=False,
)
from_the_start.add(layers.Dense(5))

added_later = keras.Sequential([keras.Input((4,)), layers.Dense(3)])
added_later.trainable = False
added_later.add(layers.Dense(5))

inner = layers.Dense(4)
outer = keras.Sequential([keras.Input((5, 4))])
outer.add(layers.TimeDistributed(inner))
outer.add(layers.Bidirectional(layers.LSTM(3)))
inner.trainable = False

thawed = keras.Sequential(
    [keras.Input((5, 4)), layers.TimeDistributed(layers.Dense(2, trainable=False))]
)
thawed.trainable = False
thawed.trainable = True
