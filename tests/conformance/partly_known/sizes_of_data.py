"""Data of which some sizes are not known: what they do not touch is."""

import keras
import numpy as np
import tensorflow as tf
from keras import layers

table = np.random.rand(70, 6).astype("float32")
wanted = np.random.randint(0, 3, size=(70,))
kept = table[table[:, 0] > 0.5]
some = kept[: len(kept) - 1]

fitted = keras.Sequential([layers.Dense(4), layers.Dense(2)])
fitted.compile("adam", "mse")
fitted.fit(some, np.zeros((len(some), 2)), verbose=0)

called = keras.Sequential([layers.Dense(3)])
called(some)

flat = keras.Sequential([layers.Flatten(), layers.Dense(5)])
flat(some[None])

groups = int(np.max(wanted)) + 1
classes = keras.Sequential([keras.Input((6,)), layers.Dense(groups), layers.Dense(1)])
labels = keras.utils.to_categorical(wanted)
classifier = keras.Sequential([keras.Input((6,)), layers.Dense(labels.shape[1])])

filtered = tf.data.Dataset.from_tensor_slices(table).filter(lambda row: row[0] > 0.5).batch(8)
looped = keras.Sequential([layers.Dense(2)])
for rows in filtered:
    looped(rows)
predicted = looped.predict(filtered, verbose=0)
behind = keras.Sequential([layers.Dense(2)])
behind(predicted)
