"""How often a loop runs is not known, so neither are the names that come after it."""

import random

import keras
from keras import layers

deep = keras.Sequential([keras.Input((8,))])
for _ in range(random.randint(2, 5)):
    deep.add(layers.Dense(8))
deep.add(layers.Dense(1))

after = keras.Sequential([keras.Input((4,)), layers.Dense(3), layers.Dropout(0.5)])

sizes = sorted({int(text) + 1 for text in str(random.randint(100, 999))} | {12})
by_size = keras.Sequential([keras.Input((4,))] + [layers.Dense(size) for size in sizes])
last = keras.Sequential([keras.Input((4,)), layers.Dense(3)])
