"""Models in models, copies of models, wrapped models."""

import keras
from keras import layers

inner = keras.Sequential([keras.Input((12,)), layers.Dense(6), layers.Dense(3)], name="inner")
frames = keras.Input((5, 12))
per_frame = layers.TimeDistributed(inner)(frames)
summed = layers.LSTM(4)(per_frame)
video = keras.Model(frames, summed, name="video")

a = keras.Input((12,))
functional = keras.Model(a, layers.Dense(7)(inner(a)), name="functional_inside")
outer = keras.Sequential([functional, layers.Dense(2)])
copy = keras.models.clone_model(functional)
copy.trainable = False
wrapped = keras.Sequential([keras.Input((3, 12)), layers.TimeDistributed(functional)])
