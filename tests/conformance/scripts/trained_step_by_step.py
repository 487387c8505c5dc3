"""Loops over batches that call the model themselves."""

import keras
import numpy as np
import tensorflow as tf
from keras import layers

x = np.random.rand(20, 6).astype("float32")
y = np.random.rand(20, 1).astype("float32")
dataset = tf.data.Dataset.from_tensor_slices((x, y)).shuffle(20).batch(8)

model = keras.Sequential([layers.Dense(7), layers.Dense(1)])
optimizer = keras.optimizers.Adam()
loss_function = keras.losses.MeanSquaredError()
for epoch in range(2):
    for step, (x_batch, y_batch) in enumerate(dataset):
        with tf.GradientTape() as tape:
            predicted = model(x_batch, training=True)
            loss = loss_function(y_batch, predicted)
        gradients = tape.gradient(loss, model.trainable_weights)
        optimizer.apply_gradients(zip(gradients, model.trainable_weights))
        if step % 100 == 0:
            print(epoch, step, float(loss))

many = tf.data.Dataset.from_tensor_slices(np.zeros((1000, 6), "float32")).batch(16)
encoder = keras.Sequential([layers.Dense(3), layers.Dense(2)])
for batch in many:
    code = encoder(batch)

one_batch, one_target = next(iter(dataset))
sized = keras.Sequential([keras.Input(one_batch.shape[1:]), layers.Dense(one_target.shape[0])])
for features in dataset.take(1):
    once = keras.Sequential([layers.Dense(4)])
    once(features[0])

stepwise = keras.Sequential([layers.Dense(2)])
stepwise.compile("sgd", "mse")
for start in range(0, 20, 10):
    stepwise.train_on_batch(x[start : start + 10], np.zeros((10, 2)))

eager = keras.Sequential([layers.Dense(2)])
eager.compile("sgd", "mse", run_eagerly=True)
eager.fit(x[:16], np.zeros((16, 2)), batch_size=8, verbose=0)

tf.config.run_functions_eagerly(True)
all_eager = keras.Sequential([layers.Dense(2)])
all_eager.compile("sgd", "mse")
all_eager.fit(x[:16], np.zeros((16, 2)), batch_size=8, verbose=0)
tf.config.run_functions_eagerly(False)
