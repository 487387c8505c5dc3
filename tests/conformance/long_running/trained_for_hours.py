"""Trains on data from the network, for a long time: only to be run without training."""

import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf
from keras import layers

(x_train, y_train), (x_test, y_test) = keras.datasets.cifar10.load_data()
x_train, x_test = x_train / 255.0, x_test / 255.0

model = keras.Sequential([layers.Conv2D(4, 3, activation="relu"), layers.Flatten()])
model.add(layers.Dense(10))
model.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True))
history = model.fit(x_train, y_train, epochs=500, batch_size=100, validation_data=(x_test, y_test))
model.save("trained.keras")

figure, (left, right) = plt.subplots(1, 2)
left.plot(history.history["loss"])
plt.show()

predictions = model.predict(x_test[:1000])
second = layers.Dense(3)
scores = second(predictions)

images = tf.data.Dataset.from_tensor_slices(np.zeros((70, 4), "float32")).batch(32)
head = layers.Dense(2)
for _ in range(1_000_000):
    for batch in images:
        head(batch)
    if x_train.shape[0] == 50_000:
        break
