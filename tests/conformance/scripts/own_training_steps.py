"""Models whose class says what a step of training does: their layers are called there too."""

import keras
import numpy as np
import tensorflow as tf
from keras import layers, ops


class Autoencoder(keras.Model):
    def __init__(self, encoder, decoder, **kwargs):
        super().__init__(**kwargs)
        self.encoder = encoder
        self.decoder = decoder
        self.loss_tracker = keras.metrics.Mean(name="loss")

    def call(self, inputs):
        return self.decoder(self.encoder(inputs))

    def train_step(self, data):
        with tf.GradientTape() as tape:
            code = self.encoder(data)
            restored = self.decoder(code)
            loss = ops.mean(ops.square(data - restored))
        gradients = tape.gradient(loss, self.trainable_weights)
        self.optimizer.apply_gradients(zip(gradients, self.trainable_weights))
        self.loss_tracker.update_state(loss)
        return {"loss": self.loss_tracker.result()}


encoder = keras.Sequential([layers.Dense(8, activation="relu"), layers.Dense(3)], name="encoder")
decoder = keras.Sequential([layers.Dense(8, activation="relu"), layers.Dense(20)], name="decoder")
autoencoder = Autoencoder(encoder, decoder)
autoencoder.compile(optimizer="adam")
autoencoder.fit(np.zeros((100, 20), "float32"), epochs=1, batch_size=30, verbose=0)


class Classifier(keras.Model):
    def train_step(self, data):
        features, labels = data
        with tf.GradientTape() as tape:
            predicted = self(features, training=True)
            loss = ops.mean(keras.losses.mean_squared_error(labels, predicted))
        gradients = tape.gradient(loss, self.trainable_variables)
        self.optimizer.apply_gradients(zip(gradients, self.trainable_variables))
        return {"loss": loss}

    def test_step(self, data):
        features, labels = data
        predicted = self(features, training=False)
        return {"loss": ops.mean(keras.losses.mean_squared_error(labels, predicted))}


inputs = keras.Input((12,))
classifier = Classifier(inputs, layers.Dense(2)(inputs))
classifier.compile(optimizer="sgd")
features, labels = np.zeros((64, 12), "float32"), np.zeros((64, 2), "float32")
classifier.fit(features, labels, batch_size=16, verbose=0)
classifier.evaluate(features[:50], labels[:50], verbose=0)


class Adversarial(keras.Model):
    def __init__(self, judge, forger, size):
        super().__init__()
        self.judge, self.forger, self.size = judge, forger, size

    def compile(self, judge_optimizer, forger_optimizer):
        super().compile()
        self.judge_optimizer = judge_optimizer
        self.forger_optimizer = forger_optimizer

    def train_step(self, real):
        if isinstance(real, tuple):
            real = real[0]
        count = tf.shape(real)[0]
        forged = self.forger(tf.random.normal(shape=(count, self.size)))
        verdicts = self.judge(tf.concat([forged, real], axis=0))
        return {"verdict": ops.mean(verdicts)}


judge = keras.Sequential([keras.Input((6,)), layers.Dense(1)], name="judge")
forger = keras.Sequential([keras.Input((4,)), layers.Dense(6)], name="forger")
adversarial = Adversarial(judge, forger, size=4)
adversarial.compile(keras.optimizers.Adam(), keras.optimizers.Adam())
images = tf.data.Dataset.from_tensor_slices(np.zeros((90, 6), "float32")).batch(40)
adversarial.fit(images, epochs=1, verbose=0)


class Reconstructing(keras.Model):
    """The loss is where the decoder is called."""

    def __init__(self, encoder, decoder):
        super().__init__()
        self.encoder, self.decoder = encoder, decoder

    def call(self, inputs):
        return self.encoder(inputs)

    def compute_loss(self, x=None, y=None, y_pred=None, sample_weight=None, training=True):
        return ops.mean(ops.square(x - self.decoder(y_pred)))


reconstructing = Reconstructing(layers.Dense(2, name="code"), layers.Dense(9, name="restored"))
reconstructing.compile(optimizer="sgd")
reconstructing.fit(np.zeros((40, 9), "float32"), batch_size=16, verbose=0)
