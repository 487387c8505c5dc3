"""Augmentation and preprocessing as part of the model."""

import keras
from keras import layers

image_size = (64, 64)

data_augmentation = keras.Sequential(
    [
        layers.RandomFlip("horizontal"),
        layers.RandomRotation(0.1),
        layers.RandomZoom(0.2),
        layers.RandomContrast(factor=0.1),
    ],
    name="augmentation",
)

model = keras.Sequential(
    [
        keras.Input(shape=image_size + (3,)),
        data_augmentation,
        layers.Rescaling(1.0 / 127.5, offset=-1),
        layers.Resizing(32, 32),
        layers.CenterCrop(28, 28),
        layers.RandomCrop(24, 24),
        layers.Normalization(),
        layers.Conv2D(4, 3),
    ]
)
