"""The data sets of Keras, as books and guides load them."""

import keras
import numpy as np
import tensorflow as tf
from keras import layers
from keras.utils import pad_sequences, to_categorical

(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
x_train = np.expand_dims(x_train.astype("float32") / 255, -1)
y_train = to_categorical(y_train)
digits = keras.Sequential(
    [
        keras.Input(shape=x_train.shape[1:]),
        layers.Conv2D(8, 3),
        layers.Flatten(),
        layers.Dense(y_train.shape[1]),
    ]
)
deep = keras.Sequential([keras.Input((len(x_train),)), layers.Dense(int(y_test.max()) + 1)])

(images, labels), _ = keras.datasets.cifar10.load_data()
classes = len(np.unique(labels))
objects = keras.Sequential(
    [layers.Rescaling(1 / 255.0), layers.GlobalAveragePooling2D(), layers.Dense(classes)]
)
objects.compile("adam", "sparse_categorical_crossentropy")
objects.fit(images[:5000], labels[:5000], batch_size=100)

(reviews, opinions), (more_reviews, _) = tf.keras.datasets.imdb.load_data(num_words=1000)
reviews = pad_sequences(reviews, maxlen=80)
sentiment = keras.Sequential([layers.Embedding(1000, 8), layers.LSTM(4), layers.Dense(1)])
sentiment.compile("adam", "binary_crossentropy")
sentiment.fit(reviews, opinions, batch_size=64, validation_split=0.2)

(houses, prices), (other_houses, _) = keras.datasets.boston_housing.load_data()
houses -= houses.mean(axis=0)
houses /= houses.std(axis=0)
prices_of = keras.Sequential([keras.Input((houses.shape[1],)), layers.Dense(1)])
fold = keras.Sequential([keras.Input((len(houses) // 4,)), layers.Dense(len(other_houses))])

(news, topics), _ = keras.datasets.reuters.load_data(num_words=1000, test_split=0.1)


def vectorized(sequences, dimension=1000):
    results = np.zeros((len(sequences), dimension))
    for index, sequence in enumerate(sequences):
        results[index, sequence] = 1.0
    return results


wires = keras.Sequential([layers.Dense(16), layers.Dense(46)])
wires.compile("rmsprop", "sparse_categorical_crossentropy")
wires.fit(vectorized(news), topics, batch_size=512)

(small, _), _ = keras.datasets.california_housing.load_data(version="small")
california = keras.Sequential([layers.Dense(1)])
california.build(small.shape)
(hundred, coarse), _ = keras.datasets.cifar100.load_data(label_mode="coarse")
twenty = keras.Sequential(
    [
        keras.Input(hundred.shape[1:]),
        layers.Flatten(),
        layers.Dense(to_categorical(coarse).shape[-1]),
    ]
)
