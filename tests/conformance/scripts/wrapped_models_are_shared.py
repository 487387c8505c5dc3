# A model inside of a wrapper is built by it, counted once, frozen with it.
import keras
from keras import layers, ops


enc = keras.Sequential([layers.Dense(4), layers.Dense(3)])
x = keras.Input((5, 8))
y = layers.TimeDistributed(enc)(x)
enc.layers[0].trainable = False
m = keras.Model(x, layers.Dense(2)(y))
z = enc(keras.Input((8,)))
m2 = keras.Model(x, layers.TimeDistributed(enc)(x))
enc.summary()
print(enc.layers[1].kernel.shape, m.layers[1].layer.layers[0].units)
k = layers.Dense(m.layers[1].layer.layers[0].units)(y)
k = layers.Dense(enc.layers[1].kernel.shape[0] + 1)(k)
m.layers[1].trainable = False


class Both(keras.Model):
    def __init__(self):
        super().__init__()
        self.cnn = keras.Sequential([layers.Conv2D(4, 3), layers.Flatten(), layers.Dense(5)])
        self.td = layers.TimeDistributed(self.cnn)
        self.rnn = layers.Bidirectional(layers.LSTM(4))
    def call(self, x):
        return self.rnn(self.td(x))
b = Both()
y = b(keras.Input((3, 8, 8, 1)))
b.cnn.trainable = False
b.summary()
