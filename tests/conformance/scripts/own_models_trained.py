"""Models of the script's own classes, built by their training."""

import keras
import numpy as np
import tensorflow as tf
from keras import layers

x = np.random.rand(20, 6).astype("float32")
y = np.random.rand(20, 1).astype("float32")


class Net(keras.Model):
    def __init__(self, units):
        super().__init__()
        self.hidden = layers.Dense(units, activation="relu")
        self.out = layers.Dense(1)

    def call(self, inputs):
        return self.out(self.hidden(inputs))


fixed = Net(4)
fixed.compile("adam", "mse")
fixed.fit(x, y, batch_size=5, verbose=0)

opened = Net(5)
opened.compile("adam", "mse")
opened.fit(tf.data.Dataset.from_tensor_slices((x, y)).batch(8), verbose=0)

predicting = Net(6)
predicting.predict(x, verbose=0)


class Pair(keras.Model):
    def __init__(self):
        super().__init__()
        self.left, self.right = layers.Dense(3), layers.Dense(2)
        self.out = layers.Dense(1)

    def call(self, inputs):
        one, other = inputs
        return self.out(keras.ops.concatenate([self.left(one), self.right(other)], axis=-1))


pair = Pair()
pair.compile("adam", "mse")
pair.fit([x, x[:, :2]], y, verbose=0)


class ByName(keras.Model):
    def __init__(self):
        super().__init__()
        self.dense = layers.Dense(3)

    def call(self, inputs):
        return self.dense(inputs["features"])


by_name = ByName()
by_name.compile("adam", "mse")
by_name.fit({"features": x, "unused": y}, np.zeros((20, 3)), batch_size=10, verbose=0)


class Block(layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.dense = layers.Dense(units)

    def call(self, inputs):
        return self.dense(inputs)


known = keras.Sequential([keras.Input((6,)), Block(3)])
known.compile("adam", "mse")
known.fit(x, np.zeros((20, 3)), batch_size=4, verbose=0)
late = keras.Sequential([Block(4)])
late.compile("adam", "mse")
late.fit(x, np.zeros((20, 4)), batch_size=10, verbose=0)


class Adversaries(keras.Model):
    def __init__(self, judge, maker, size):
        super().__init__()
        self.judge, self.maker, self.size = judge, maker, size

    def compile(self, optimizer, loss_function):
        super().compile()
        self.own_optimizer, self.loss_function = optimizer, loss_function

    def train_step(self, real):
        count = tf.shape(real)[0]
        made = self.maker(tf.random.normal(shape=(count, self.size)))
        mixed = tf.concat([made, real], axis=0)
        labels = tf.concat([tf.ones((count, 1)), tf.zeros((count, 1))], axis=0)
        with tf.GradientTape() as tape:
            loss = self.loss_function(labels, self.judge(mixed))
        gradients = tape.gradient(loss, self.judge.trainable_weights)
        self.own_optimizer.apply_gradients(zip(gradients, self.judge.trainable_weights))
        return {"loss": loss}


judge = keras.Sequential([keras.Input((8, 8, 1)), layers.Flatten(), layers.Dense(1)])
maker = keras.Sequential([keras.Input((10,)), layers.Dense(64), layers.Reshape((8, 8, 1))])
adversaries = Adversaries(judge, maker, 10)
adversaries.compile(keras.optimizers.Adam(), keras.losses.BinaryCrossentropy(from_logits=True))
images = np.random.rand(40, 8, 8, 1).astype("float32")
adversaries.fit(tf.data.Dataset.from_tensor_slices(images).batch(10), verbose=0)


class OwnStep(keras.Model):
    def train_step(self, data):
        given, wanted = data
        with tf.GradientTape() as tape:
            loss = self.compute_loss(y=wanted, y_pred=self(given, training=True))
        gradients = tape.gradient(loss, self.trainable_variables)
        self.optimizer.apply_gradients(zip(gradients, self.trainable_variables))
        return {"loss": loss}


inputs = keras.Input((6,))
own_step = OwnStep(inputs, layers.Dense(1)(inputs))
own_step.compile("adam", "mse")
own_step.fit(x, y, batch_size=4, verbose=0)
