"""Models in the hands of functions that cannot be looked into."""

import operator

import keras
from keras import layers

model = keras.Sequential([keras.Input((4,)), layers.Dense(3)])
operator.methodcaller("add", layers.Dense(7))(model)
model.add(layers.Dense(2))

kept = {"model": keras.Sequential([keras.Input((4,)), layers.Dense(6), layers.Dense(5)])}
operator.attrgetter("model.pop")(type("Holder", (), kept))()
kept["model"].add(layers.Dense(1))

setattr(model, "trainable", False)
getattr(model, "pop")()

copied = keras.models.clone_model(model)
copied.add(layers.Dense(9))
after = keras.Sequential([keras.Input((4,)), layers.Dense(3)])
