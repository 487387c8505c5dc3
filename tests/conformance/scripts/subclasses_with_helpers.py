# Models that derive from others, build in helpers and are called on several inputs.
import keras
from keras import layers, ops
import numpy as np


class F(keras.Model):
    def __init__(self, n):
        i = keras.Input((n,))
        o = layers.Dense(3)(i)
        super().__init__(i, o, name="fff")
        self.n = n
class G(keras.Sequential):
    def __init__(self, n):
        super().__init__([keras.Input((n,)), layers.Dense(4)])
        self.add(layers.Dense(2))
class H(keras.Sequential):
    def __init__(self, n):
        super().__init__()
        self.add(keras.Input((n,)))
        self.add(layers.Dense(2))
f = F(3); g = G(4); h = H(3)
y = f(keras.Input((3,)))
y = g(keras.Input((4,)))
y = h(keras.Input((3,)))
z = keras.Model(f.inputs, layers.Dense(2)(f.layers[-1].output))


class Residual(keras.layers.Layer):
    def __init__(self, filters, strides=1, use_1x1=False, **kwargs):
        super().__init__(**kwargs)
        self.conv1 = layers.Conv2D(filters, 3, padding="same", strides=strides)
        self.conv2 = layers.Conv2D(filters, 3, padding="same")
        self.conv3 = layers.Conv2D(filters, 1, strides=strides) if use_1x1 else None
        self.bn1, self.bn2 = layers.BatchNormalization(), layers.BatchNormalization()
    def call(self, X):
        Y = keras.activations.relu(self.bn1(self.conv1(X)))
        Y = self.bn2(self.conv2(Y))
        if self.conv3 is not None:
            X = self.conv3(X)
        Y += X
        return keras.activations.relu(Y)
x = keras.Input((32, 32, 3))
y = Residual(8, use_1x1=True)(x)
y = Residual(8)(y)
y = Residual(16, 2, True)(y)
m = keras.Model(x, y)
m.summary()


class M(keras.Model):
    def __init__(self, n):
        super().__init__()
        for i in range(n):
            setattr(self, f"d{i}", layers.Dense(i + 1))
        self.n = n
        self._d = layers.Dense(4)
        self.__p = layers.Dense(5)
    def call(self, x):
        for i in range(self.n):
            x = getattr(self, f"d{i}")(x)
        return self.__p(self._d(x))
    def test_step(self, data):
        x, y = data
        return {"l": self(x, training=False)}
m = M(3)
y = m(np.ones((1, 2)))
print(len(m.layers), m.count_params(), len(m.trainable_variables), m.layers[0].name)
y = layers.Dense(m.count_params())(keras.Input((2,)))
y = layers.Dense(len(m.layers))(y)
y = layers.Dense(len(m.weights))(y)


class M(keras.Model):
    def __init__(self):
        super().__init__()
        self.c = layers.Conv2D(4, 3)
        self.f = layers.Flatten()
    def call(self, x):
        x = self.c(x)
        s = x.shape
        x = ops.reshape(x, (-1, s[1] * s[2] * s[3]))
        return self.f(x)
m = M()
for n in (8, 16):
    y = m(keras.Input((n, n, 3)))
m.build((None, 8, 8, 3))
m.summary()
