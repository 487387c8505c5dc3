# GAN and VAE as classes with train_step.
import keras
from keras import layers, ops
import tensorflow as tf


class GAN(keras.Model):
    def __init__(self, discriminator, generator, latent_dim):
        super().__init__()
        self.discriminator = discriminator
        self.generator = generator
        self.latent_dim = latent_dim
        self.loss_tracker = keras.metrics.Mean(name="loss")
        self.seed_generator = keras.random.SeedGenerator(1)
    @property
    def metrics(self):
        return [self.loss_tracker]
    def compile(self, d_optimizer, g_optimizer, loss_fn):
        super().compile()
        self.d_optimizer = d_optimizer
        self.g_optimizer = g_optimizer
        self.loss_fn = loss_fn
    def train_step(self, real):
        batch_size = ops.shape(real)[0]
        z = keras.random.normal(shape=(batch_size, self.latent_dim), seed=self.seed_generator)
        gen = self.generator(z)
        p = self.discriminator(gen)
        with tf.GradientTape() as tape:
            l = self.loss_fn(ops.ones((batch_size, 1)), p)
        grads = tape.gradient(l, self.discriminator.trainable_weights)
        self.d_optimizer.apply_gradients(zip(grads, self.discriminator.trainable_weights))
        return {"d": l}
d = keras.Sequential([keras.Input((28, 28, 1)), layers.Conv2D(4, 3), layers.Flatten(), layers.Dense(1)], name="d")
g = keras.Sequential([keras.Input((16,)), layers.Dense(28 * 28), layers.Reshape((28, 28, 1))], name="g")
gan = GAN(d, g, 16)
gan.compile(keras.optimizers.Adam(), keras.optimizers.Adam(), keras.losses.BinaryCrossentropy())


class VAE(keras.Model):
    def __init__(self, encoder, decoder, **kwargs):
        super().__init__(**kwargs)
        self.encoder = encoder
        self.decoder = decoder
        self.total = keras.metrics.Mean(name="t")
    def train_step(self, data):
        with tf.GradientTape() as tape:
            z = self.encoder(data)
            r = self.decoder(z)
            loss = ops.mean(ops.sum(keras.losses.binary_crossentropy(data, r), axis=(1, 2)))
        return {"loss": loss}
    def call(self, x):
        return self.decoder(self.encoder(x))
e = keras.Sequential([keras.Input((8,)), layers.Dense(2)]); d = keras.Sequential([keras.Input((2,)), layers.Dense(8)])
v = VAE(e, d)
v.compile(optimizer="adam")
y = v(keras.Input((8,)))
