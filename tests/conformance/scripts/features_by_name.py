"""Data with names: dictionaries of features."""

import keras
import numpy as np
import tensorflow as tf
from keras import layers

table = {"age": np.zeros((30, 1)), "income": np.ones((30, 2), "float32")}
target = np.random.rand(30, 1)

age, income = keras.Input((1,), name="age"), keras.Input((2,), name="income")
model = keras.Model({"age": age, "income": income}, layers.Dense(1)(layers.concatenate([age, income])))
model.compile("adam", "mse")
model.fit(table, target, verbose=0)

data = tf.data.Dataset.from_tensor_slices((table, target))
sums = data.map(lambda features, wanted: (features, tf.reduce_sum(wanted, axis=-1)))
for features, wanted in sums.batch(6).take(1):
    sized = keras.Sequential(
        [keras.Input(features["income"].shape[1:]), layers.Dense(wanted.shape[0])]
    )
only_income = data.map(lambda features, wanted: (features["income"], wanted)).batch(10)
plain = keras.Sequential([layers.Dense(4), layers.Dense(1)])
plain.compile("adam", "mse")
plain.fit(only_income, verbose=0)
counted = data.enumerate().map(lambda number, pair: pair[0]["income"] * tf.cast(number, tf.float32))
numbered = keras.Sequential([layers.Dense(2)])
numbered.predict(counted.batch(5), verbose=0)
