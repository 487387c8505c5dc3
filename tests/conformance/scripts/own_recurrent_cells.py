# Cells of the program in RNN, stacked, with states, and derived from Keras's cells.
import keras
from keras import layers, ops
import numpy as np


class MyCell(layers.Layer):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.state_size = units

    def build(self, input_shape):
        self.kernel = self.add_weight(shape=(input_shape[-1], self.units), initializer="uniform", name="kernel")
        self.recurrent_kernel = self.add_weight(shape=(self.units, self.units), initializer="uniform", name="recurrent_kernel")
        self.built = True

    def call(self, inputs, states):
        prev_output = states[0]
        h = ops.matmul(inputs, self.kernel)
        output = h + ops.matmul(prev_output, self.recurrent_kernel)
        return output, [output]


x = keras.Input((None, 5))
cell = MyCell(32)
layer = layers.RNN(cell)
y = layer(x)
z = layers.Dense(3)(y)
m = keras.Model(x, z)


cells = [MyCell(32), MyCell(64)]
x = keras.Input((None, 5))
layer = layers.RNN(cells)
y = layer(x)
m = keras.Model(x, y)


x = keras.Input((10, 5))
y = layers.RNN(layers.StackedRNNCells([MyCell(32), layers.LSTMCell(8)]), return_sequences=True, return_state=True)(x)
z = layers.Dense(3)(y[0])
m = keras.Model(x, z)


model = keras.Sequential([keras.Input((10, 5)), layers.RNN(MyCell(16), return_sequences=True), layers.RNN(layers.GRUCell(4)), layers.Dense(1)])


x = keras.Input((10, 5))
out, state = layers.RNN(MyCell(32), return_state=True)(x)
dec = layers.RNN(MyCell(32), return_sequences=True)
y = dec(x, initial_state=[state])
m = keras.Model(x, y)


class MinimalRNNCell(keras.Layer):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.dense = layers.Dense(units)
    @property
    def state_size(self):
        return self.units
    @property
    def output_size(self):
        return self.units
    def call(self, inputs, states, training=None):
        y = self.dense(ops.concatenate([inputs, states[0]], -1))
        return y, [y]
x = keras.Input((10, 5))
y = layers.RNN(MinimalRNNCell(4))(x)
m = keras.Model(x, y)


class Cell(layers.SimpleRNNCell):
    def call(self, inputs, states, training=False):
        out, s = super().call(inputs, states, training=training)
        return out, s
x = keras.Input((10, 5))
y = layers.RNN(Cell(4))(x)
m = keras.Model(x, y)


x = keras.Input((10, 5))
cell = MyCell(6)
y = layers.RNN(cell, return_sequences=True)(x)
y = layers.TimeDistributed(layers.Dense(3))(y)
m = keras.Model(x, y)
m.summary()
print(cell.kernel.shape)
y2 = layers.Dense(cell.kernel.shape[0])(y)


class C(layers.Layer):
    def __init__(self, units, **kw):
        super().__init__(**kw)
        self.units = units
        self.state_size = [units, units]
        self.output_size = units
        self.ff = layers.Dense(units)
    def build(self, s):
        self.ff.build((s[0], s[-1] + self.units))
    def call(self, x, states, training=False):
        h, c = states
        y = self.ff(ops.concatenate([x, h], -1))
        return y, [y, c]
    def get_initial_state(self, batch_size=None):
        return [ops.zeros((batch_size, self.units)), ops.zeros((batch_size, self.units))]
x = keras.Input((4, 3))
y, h, c = layers.RNN(C(5), return_state=True, return_sequences=True)(x)
z = layers.RNN(layers.StackedRNNCells([C(2), C(3)]), stateful=False)(y, mask=None)
m = keras.Model(x, [y, h, c, z])
xs = keras.Input(batch_shape=(2, 4, 3))
z = layers.RNN(C(5), stateful=True)(xs)
z = layers.LSTM(5, stateful=True)(xs)
y = layers.RNN(C(6))(np.zeros((1, 2, 3), "float32"))


cell = layers.LSTMCell(4)
x = keras.Input((5,))
h = keras.Input((4,)); c = keras.Input((4,))
out, st = cell(x, states=[h, c])
y = layers.Dense(2)(out)
m = keras.Model([x, h, c], [y, *st])
