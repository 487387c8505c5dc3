"""Values that only a run can tell, and comments that assume them."""
# keras-lens: depth=2

import random

import keras
import numpy as np
from keras import layers


def draw(value):
    return random.choice([value, value])


# keras-lens: num_words=20000
num_words = draw(20000)
width = draw(24)  # keras-lens: width=24

depth = draw(2)
model = keras.Sequential([keras.Input((None,)), layers.Embedding(num_words, width)])
for _ in range(depth):
    model.add(layers.Dense(width))

# keras-lens: x_train.shape=(60, 28, 28), x_train.dtype="uint8"
# keras-lens: y_train.shape=(60,)
(x_train, y_train), other = draw((np.zeros((60, 28, 28), "uint8"), np.zeros(60))), None
x_train = x_train / 255.0
images = keras.Sequential([keras.Input(x_train.shape[1:]), layers.Flatten()])
images.add(layers.Dense(y_train.shape[0]))

shape = (draw(20), 5)  # keras-lens: shape=(20, 5)
keras.Sequential([keras.Input(shape), layers.LSTM(4)])


class Settings:
    units = draw(7)  # keras-lens: units=7

    def __init__(self):
        self.rate = draw(0.5)
        self.filters = draw([4, 8])  # keras-lens: self.filters=[4, 8]


settings = Settings()
cnn = keras.Sequential([keras.Input((16, 16, 1))])
for filters in settings.filters:
    cnn.add(layers.Conv2D(filters, 3))
cnn.add(layers.Dense(settings.units))

# %% Another model
# keras-lens: settings.heads=2, size=[8], flag=False
settings.heads = draw(2)
size = draw([8])
size.append(4)
flag = draw(False)
inputs = keras.Input((6, 8))
x = layers.MultiHeadAttention(settings.heads, 4)(inputs, inputs)
if flag:
    x = layers.Dense(100)(x)
for units in size:
    x = layers.Dense(units)(x)
result = keras.Model(inputs, x)

# keras-lens: kernel=5
layers.Conv1D(2, kernel_size=(kernel := draw(5)))(inputs)
for step in [draw(3)]:  # keras-lens: step=3
    layers.Conv1D(2, 1, strides=step)(inputs)
