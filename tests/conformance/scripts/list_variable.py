"""A list that is filled step by step, and starred parts."""

from tensorflow import keras
from tensorflow.keras import layers

body = [layers.Dense(32, activation="relu")]
body.append(layers.Dense(16, activation="relu"))
body.extend([layers.Dropout(0.1), layers.Dense(8)])
body += [layers.LayerNormalization()]
body.insert(0, layers.Rescaling(1.0 / 255))

model = keras.Sequential(layers=body)
model.build((None, 20))

head = (layers.Dense(4), layers.Softmax())
full = keras.Sequential([keras.Input(shape=(20,)), *[layers.Dense(n) for n in (12, 6)], *head])
