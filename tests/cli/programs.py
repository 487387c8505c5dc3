"""Keras programs as their authors write them."""

MISTAKE = """\
from tensorflow.keras import Input, Sequential
from tensorflow.keras.layers import Dense, Flatten

model = Sequential([Input((28, 28, 1))])
model.add(Dense(units=64, activation='relu'))
model.add(Flatten())
model.add(Dense(units=10, activation='softmax'))
"""

SHAPE_ON_THE_LAYER = """\
import keras

model = keras.Sequential([keras.layers.Dense(3, "softmax", input_shape=(8,))])
"""

CLEAN = """\
import keras

small = keras.Sequential([keras.Input((8,)), keras.layers.Dense(4), keras.layers.Dense(2)])
"""

ASSUMED = """\
import keras

rate = 0.5


def build(num_classes):  # keras-lens: num_classes=10
    return keras.Sequential([keras.Input((8,)), keras.layers.Dense(num_classes)])


# keras-lens: rate=0.1
rate = rate / 2
"""

BROKEN = CLEAN + "large = keras.Sequential([\n"

WORKAROUND = """\
import tensorflow as tf
from tensorflow.keras.layers import Dense, Flatten
from tensorflow.keras.models import Sequential

model = Sequential()
model.add(Dense(units=1, activation='linear', use_bias=False, trainable=False,
                kernel_initializer=tf.keras.initializers.Ones(), input_shape=(28, 28, 1)))
model.add(Flatten())
model.add(Dense(units=64, activation='relu'))
model.add(Dense(units=10, activation='softmax'))
"""

BUILDER = """\
import keras

def build(num_classes):
    inputs = keras.Input((8,))
    return keras.Model(inputs, keras.layers.Dense(num_classes)(inputs))
"""

TWO_MODELS = """\
from keras import Input, Sequential
from keras.layers import Dense

encoder = Sequential([Input((16,)), Dense(4, activation="relu")], name="squeeze")
classifier = Sequential([Input((16,)), encoder, Dense(3)])
"""
