"""A generator, a discriminator, and both in one model in which only one is trained."""

import keras
from keras import layers

latent_dim = 32

generator = keras.Sequential(
    [
        keras.Input((latent_dim,)),
        layers.Dense(7 * 7 * 16),
        layers.Reshape((7, 7, 16)),
        layers.Conv2DTranspose(16, 4, strides=2, padding="same"),
        layers.LeakyReLU(negative_slope=0.2),
        layers.Conv2DTranspose(8, 4, strides=2, padding="same"),
        layers.Conv2D(1, 5, padding="same", activation="tanh"),
    ],
    name="generator",
)

discriminator = keras.Sequential(name="discriminator")
discriminator.add(keras.Input((28, 28, 1)))
for filters in (8, 16):
    discriminator.add(layers.Conv2D(filters, 4, strides=2, padding="same"))
    discriminator.add(layers.LeakyReLU())
discriminator.add(layers.GlobalMaxPooling2D())
discriminator.add(layers.Dense(1))

discriminator.trainable = False
noise = keras.Input(shape=(latent_dim,))
verdict = discriminator(generator(noise))
gan = keras.Model(noise, verdict, name="gan")
gan.compile(optimizer="adam", loss="binary_crossentropy")


class GAN(keras.Model):
    def __init__(self, discriminator, generator):
        super().__init__()
        self.discriminator = discriminator
        self.generator = generator
        self.loss_tracker = keras.metrics.Mean(name="loss")

    @property
    def metrics(self):
        return [self.loss_tracker]

    def train_step(self, data):
        fake = self.generator(keras.random.normal((8, latent_dim)))
        return {"verdict": self.discriminator(fake)}


trainer = GAN(discriminator, generator)
