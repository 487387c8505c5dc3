"""Batches that code of the script or of Keras makes one by one."""

import keras
import numpy as np
from keras import layers
from tensorflow.keras.preprocessing.image import ImageDataGenerator

images = np.random.rand(70, 8, 8, 3).astype("float32")
labels = np.random.randint(0, 4, size=(70,))


def classifier():
    model = keras.Sequential([layers.Flatten(), layers.Dense(4, activation="softmax")])
    model.compile("adam", "sparse_categorical_crossentropy")
    return model


flow = ImageDataGenerator(rescale=1 / 255.0).flow(images, labels, batch_size=35)
flowing = classifier()
flowing.fit(flow, epochs=1, verbose=0)
some_images, some_labels = next(flow)
called = classifier()
called(some_images)
counted = keras.Sequential([keras.Input((len(flow),)), layers.Dense(flow.n // 35)])


class Batches(keras.utils.PyDataset):
    def __init__(self, x, y, size, **kwargs):
        super().__init__(**kwargs)
        self.x, self.y, self.size = x, y, size

    def __len__(self):
        return int(np.ceil(len(self.x) / self.size))

    def __getitem__(self, index):
        start = index * self.size
        stop = min(start + self.size, len(self.x))
        return self.x[start:stop], self.y[start:stop]


from_batches = classifier()
from_batches.fit(Batches(images, labels, 10), epochs=1, verbose=0)


def generate():
    for start in range(0, 30, 10):
        yield images[start : start + 10], labels[start : start + 10]


from_generator = classifier()
from_generator.fit(generate(), verbose=0)
