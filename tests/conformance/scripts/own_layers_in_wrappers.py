# Models, lambdas and layers of the program inside of wrappers.
import keras
from keras import layers, ops
import numpy as np


class MyLayer(layers.Layer):
    def __init__(self, units=8, **kwargs):
        super().__init__(**kwargs)
        self.units = units

    def build(self, input_shape):
        self.w = self.add_weight(shape=(input_shape[-1], self.units), initializer="glorot_uniform", name="w")
        self.b = self.add_weight(shape=(self.units,), initializer="zeros", trainable=True, name="b")

    def call(self, inputs):
        return ops.matmul(inputs, self.w) + self.b


class Block(layers.Layer):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.d1 = layers.Dense(units, activation="relu")
        self.d2 = layers.Dense(units)
        self.drop = layers.Dropout(0.1)

    def call(self, x, training=None):
        return self.drop(self.d2(self.d1(x)), training=training)


x = keras.Input((10, 32, 32, 3))
cnn = keras.Sequential([layers.Conv2D(4, 3), layers.GlobalAveragePooling2D(), MyLayer(3)])
y = layers.TimeDistributed(cnn)(x)
m = keras.Model(x, y)


class Sh(layers.Layer):
    def __init__(self, **kw):
        super().__init__(**kw)
        self.d = layers.Dense(4)
    def call(self, x):
        return self.d(x)
    def compute_output_shape(self, s):
        return s[:-1] + (4,)
x = keras.Input((10, 8))
y = layers.TimeDistributed(Sh())(x)
class Outer(keras.Model):
    def __init__(self):
        super().__init__()
        self.t = layers.TimeDistributed(Sh())
        self.u = layers.TimeDistributed(MyLayer(3))
        self.v = layers.TimeDistributed(keras.Sequential([layers.Dense(3), layers.Dense(2)]))
    def call(self, x):
        return self.v(self.u(self.t(x)))
o = Outer()
y = o(keras.Input((10, 8)))
o2 = Outer()
y = o2(np.zeros((1, 10, 8)))
o2.t.trainable = False


x = keras.Input((10, 8))
td = layers.TimeDistributed(layers.Dense(4))
y = td(x)
y = layers.Dense(td.layer.units + 1)(y)
r = layers.RNN(layers.LSTMCell(3))
y = layers.Dense(r.cell.units + 1)(r(y))


class Wrap(layers.Wrapper):
    def __init__(self, layer, **kwargs):
        super().__init__(layer, **kwargs)
    def call(self, x):
        return self.layer(x) * 2
x = keras.Input((5,))
y = Wrap(layers.Dense(4))(x)
m = keras.Model(x, y)


x = keras.Input((4, 3))
y = layers.TimeDistributed(layers.Lambda(lambda t: t * 2))(x)
y = layers.TimeDistributed(layers.Lambda(lambda t: t[:, :2], output_shape=(2,)))(y)
m = keras.Model(x, y)


class FN(keras.Model):
    def __init__(self, n):
        i = keras.Input((n,))
        super().__init__(i, layers.Dense(3)(i))
x = keras.Input((4, 3))
y = layers.TimeDistributed(FN(3))(x)
m = keras.Model(x, y)


class S(layers.Layer):
    def __init__(self, n):
        super().__init__()
        self.n = n
    def call(self, x):
        return ops.concatenate([x] * self.n, axis=-1)
    def compute_output_shape(self, input_shape):
        return (*input_shape[:-1], input_shape[-1] * self.n)
x = keras.Input((5,))
y = S(3)(x)
y = layers.TimeDistributed(S(2))(keras.ops.expand_dims(y, 1))
m = keras.Model(x, y)


m = keras.Sequential([MyLayer(4), Block(3), layers.ReLU(), MyLayer()])
m.build((None, 7))
y = m(np.zeros((2, 7)))
