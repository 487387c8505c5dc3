"""Models in the hands of functions that cannot be looked into."""

import keras
from keras import layers


def changed(model):
    namespace = {"model": model, "layers": layers}
    exec("model.add(layers.Dense(7)); model.layers[0].trainable = False", namespace)
    return model


model = keras.Sequential([keras.Input((4,)), layers.Dense(3)])
changed(model)
model.add(layers.Dense(2))

setattr(model, "trainable", False)
getattr(model, "pop")()

copied = keras.models.clone_model(model)
copied.add(layers.Dense(9))
after = keras.Sequential([keras.Input((4,)), layers.Dense(3)])
