"""Models that get the shape of their input from a `tf.data.Dataset`."""

import keras
import numpy as np
import tensorflow as tf
from keras import layers

images = np.random.rand(70, 8, 8, 3).astype("float32")
labels = np.random.randint(0, 4, size=(70,))
data = tf.data.Dataset.from_tensor_slices((images, labels))


def classifier():
    model = keras.Sequential([layers.Flatten(), layers.Dense(4, activation="softmax")])
    model.compile("adam", "sparse_categorical_crossentropy")
    return model


batches = data.shuffle(70).batch(16).prefetch(tf.data.AUTOTUNE)
open_batches = classifier()
open_batches.fit(batches, epochs=1, verbose=0)

whole = batches.unbatch().batch(10, drop_remainder=True)
full_batches = classifier()
full_batches.fit(whole.map(lambda x, y: (x * 2, y)), epochs=1, verbose=0)


def prepare(image, label):
    image = tf.image.resize(tf.cast(image, tf.float32) / 255.0, (4, 4))
    return image, tf.one_hot(label, 4)


resized = keras.Sequential([layers.Conv2D(2, 3), layers.Flatten(), layers.Dense(4)])
resized.compile("adam", "categorical_crossentropy")
resized.fit(data.map(prepare, num_parallel_calls=tf.data.AUTOTUNE).cache().batch(7), verbose=0)

sides = tf.data.Dataset.zip(
    (
        tf.data.Dataset.from_tensor_slices(images[:, :4]),
        tf.data.Dataset.from_tensor_slices(labels),
    )
)
halves = classifier()
halves.fit(sides.batch(8).repeat(2), steps_per_epoch=3, verbose=0)

first, rest = data.take(20), data.skip(20)
sized = keras.Sequential([keras.Input((len(rest),)), layers.Dense(len(first))])
described = keras.Sequential([keras.Input(data.element_spec[0].shape), layers.Flatten()])

signature = (tf.TensorSpec((8, 3)), tf.TensorSpec((), tf.int32))
generated = tf.data.Dataset.from_generator(lambda: iter([]), output_signature=signature).batch(4)
built = classifier()
built.build(generated.element_spec[0].shape)

both = data.batch(5, drop_remainder=True).concatenate(data.batch(6, drop_remainder=True))
different = classifier()
different.fit(both, verbose=0)

longest = tf.data.Dataset.from_generator(
    lambda: iter([[1], [2, 3]]), output_signature=tf.TensorSpec([None], tf.int32)
)
padded = longest.padded_batch(2, padded_shapes=[6])
embedded = keras.Sequential([layers.Embedding(10, 4), layers.GlobalAveragePooling1D()])
embedded.compile("adam", "mse")
embedded.evaluate(padded.map(lambda x: (x, tf.zeros((2, 4)))), verbose=0)
