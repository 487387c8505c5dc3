"""Images that are read from files."""

import os
import tempfile

import keras
import tensorflow as tf
from keras import layers

folder = tempfile.mkdtemp()
paths = []
for kind in ("cats", "dogs"):
    os.makedirs(os.path.join(folder, kind))
    for number in range(6):
        paths.append(os.path.join(folder, kind, f"{number}.png"))
        tf.io.write_file(paths[-1], tf.io.encode_png(tf.zeros((10, 12, 3), tf.uint8)))


def classifier(classes):
    model = keras.Sequential([layers.Flatten(), layers.Dense(classes)])
    model.compile("adam", "mse")
    return model


listed = keras.utils.image_dataset_from_directory(
    folder, image_size=(8, 6), batch_size=4, label_mode="categorical"
)
from_folder = classifier(2)
from_folder.fit(listed, verbose=0)
scaled = classifier(2)
scaled.fit(listed.map(lambda image, label: (image / 255.0, label)), verbose=0)

training, validation = tf.keras.preprocessing.image_dataset_from_directory(
    folder,
    color_mode="grayscale",
    label_mode="binary",
    image_size=(5, 5),
    validation_split=0.5,
    subset="both",
    seed=1,
)
grey = classifier(1)
grey.fit(training.cache().prefetch(tf.data.AUTOTUNE), validation_data=validation, verbose=0)


def load(path, label):
    image = tf.image.decode_png(tf.io.read_file(path), channels=3)
    image = tf.image.resize(image, [7, 7])
    return image / 255.0, label


labels = [index % 2 for index in range(12)]
loaded = tf.data.Dataset.from_tensor_slices((paths, labels)).map(load).batch(4)
by_hand = classifier(1)
by_hand.fit(loaded, verbose=0)


def load_any(path):
    image = tf.io.decode_image(tf.io.read_file(path), channels=3, expand_animations=False)
    image.set_shape((10, 12, 3))
    return tf.image.random_flip_left_right(tf.cast(image, tf.float32))


files = tf.data.Dataset.list_files(folder + "/*/*.png")
any_size = classifier(3)
any_size.predict(files.map(load_any).batch(4, drop_remainder=True), verbose=0)
