"""Layers added in loops over ranges, lists, zip and enumerate."""

import keras
from keras import layers

model = keras.Sequential([keras.Input(shape=(64, 64, 3))])
for i in range(3):
    model.add(layers.Conv2D(16 * 2**i, 3, padding="same", activation="relu"))
    model.add(layers.MaxPooling2D())
for filters, rate in zip([32, 16], (0.2, 0.3)):
    model.add(layers.Conv2D(filters, 1))
    model.add(layers.Dropout(rate))
model.add(layers.GlobalAveragePooling2D())
for index, units in enumerate([24, 12], start=1):
    model.add(layers.Dense(units, name=f"dense_{index}_of_{units}"))
    if index < 2:
        model.add(layers.BatchNormalization())

steps = 0
while steps < 2:
    model.add(layers.Dense(6 - steps))
    steps += 1
