"""Needs what is not installed, half way through."""

from a_package_that_nobody_has.parts import load

from keras import Input, layers

inputs = Input((8,))
first = layers.Dense(4)(inputs)
frame = load("table.csv")
second = layers.Dense(2)(first)
