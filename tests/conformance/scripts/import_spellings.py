"""The ways of writing the import of one and the same thing."""

import keras
import keras.layers
import tensorflow as tf
import tensorflow.keras as K
import tensorflow.keras.layers as tfl
from keras import layers as L
from keras.layers import Dense, Dense as FullyConnected
from keras.models import Sequential
from tensorflow import keras as tf_keras
from tensorflow.keras import Sequential as TfSequential, layers
from tensorflow.keras.models import Sequential as ModelsSequential

a = Sequential([keras.layers.Input(shape=(3,)), Dense(4), FullyConnected(5), L.Dense(6)])
b = tf.keras.Sequential([tf.keras.Input(shape=(3,)), tf.keras.layers.Dense(4)])
c = K.models.Sequential([K.layers.InputLayer(shape=(3,)), K.layers.Dense(4)])
d = tf_keras.Sequential([tf_keras.layers.Dense(4, input_shape=(3,)), tfl.Dense(2)])
e = TfSequential()
e.add(layers.Dense(7, input_dim=3))
f = ModelsSequential([tf.keras.layers.Input((3,)), layers.Dense(8)])
g = keras.models.Sequential([keras.Input((3,)), keras.layers.Dense(units=9)])
