"""Names that are given, and the automatic ones around them."""

import keras
from keras import layers

model = keras.Sequential(name="named")
model.add(keras.Input(shape=(16,), name="features"))
model.add(layers.Dense(8, name="dense_10"))
model.add(layers.Dense(8))
model.add(layers.Dense(8, name="dense_7"))
model.add(layers.PReLU())
model.add(layers.ReLU())
model.add(layers.Dense(8))

other = keras.Sequential([keras.Input((16,)), layers.Dense(8), layers.ELU(), layers.PReLU()])
keras.utils.clear_session()
fresh = keras.Sequential([keras.Input((16,)), layers.Dense(8), layers.ELU()])
