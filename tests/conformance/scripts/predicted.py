"""What a model predicts is an array whose shape is known."""

import keras
import numpy as np
import tensorflow as tf
from keras import layers

x = np.random.rand(20, 6).astype("float32")

first = keras.Sequential([layers.Dense(4)])
predicted = first.predict(x, verbose=0)
of_samples = keras.Sequential([keras.Input((predicted.shape[1],)), layers.Dense(len(predicted))])

of_batches = keras.Sequential([layers.Dense(4)])
of_dataset = of_batches.predict(tf.data.Dataset.from_tensor_slices(x).batch(5), verbose=0)
again = keras.Sequential([layers.Dense(of_dataset.shape[0])])
again(of_dataset)

inputs = keras.Input((6,))
several = keras.Model(inputs, [layers.Dense(3)(inputs), layers.Dense(2)(inputs)])
left, right = several.predict(x, batch_size=10, verbose=0)
joined = keras.Sequential([layers.Dense(1)])
joined(np.concatenate([left, right], axis=-1))

base = keras.Sequential([keras.Input((8, 8, 3)), layers.Conv2D(4, 3), layers.Flatten()])
features = base.predict(np.zeros((10, 8, 8, 3)), verbose=0)
head = keras.Sequential([layers.Dense(2)])
head.compile("sgd", "mse")
head.fit(features, np.zeros((10, 2)), validation_split=0.2, batch_size=4, verbose=0)
tested = keras.Sequential([layers.Dense(2)])
tested.compile("sgd", "mse")
tested.test_on_batch(features, np.zeros((10, 2)))
asked = keras.Sequential([layers.Dense(2)])
asked.predict_on_batch(features[:3])
classes = np.argmax(predicted, axis=1)
numbered = keras.Sequential([keras.Input(classes.shape), layers.Dense(1)])
