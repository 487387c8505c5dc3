# A cell that is in a recurrent layer and is stepped by hand; states returned.
import keras
from keras import layers, ops
import tensorflow as tf


class Enc(layers.Layer):
    def __init__(self, **kw):
        super().__init__(**kw)
        self.conv = layers.Conv2D(2, 3)
        self.lstm = layers.LSTM(3, return_state=True)
    def call(self, x):
        b, h, w, c = x.shape
        x = self.conv(x)
        x = ops.reshape(x, (-1, x.shape[1], x.shape[2] * x.shape[3]))
        o, s1, s2 = self.lstm(x)
        return o, [s1, s2]
o, (a, b) = Enc()(keras.Input((8, 8, 1)))
o, st = Enc()(tf.zeros((2, 8, 8, 1)))
y = layers.Dense(2)(o)
class RNNModel(keras.Model):
    def __init__(self, units):
        super().__init__()
        self.cell = layers.LSTMCell(units)
        self.units = units
        self.out = layers.Dense(1)
    def call(self, x):
        state = [ops.zeros((ops.shape(x)[0], self.units)), ops.zeros((ops.shape(x)[0], self.units))]
        outs = []
        for t in range(x.shape[1]):
            o, state = self.cell(x[:, t], state)
            outs.append(self.out(o))
        return ops.stack(outs, axis=1)
y = RNNModel(4)(keras.Input((3, 2)))
class FeedBack(keras.Model):
    def __init__(self, units, out_steps):
        super().__init__()
        self.out_steps = out_steps
        self.lstm_cell = layers.LSTMCell(units)
        self.lstm_rnn = layers.RNN(self.lstm_cell, return_state=True)
        self.dense = layers.Dense(3)
    def warmup(self, inputs):
        x, *state = self.lstm_rnn(inputs)
        return self.dense(x), state
    def call(self, inputs, training=None):
        predictions = []
        prediction, state = self.warmup(inputs)
        predictions.append(prediction)
        for n in range(1, self.out_steps):
            x = prediction
            x, state = self.lstm_cell(x, states=state, training=training)
            prediction = self.dense(x)
            predictions.append(prediction)
        predictions = tf.stack(predictions)
        predictions = tf.transpose(predictions, [1, 0, 2])
        return predictions
fb = FeedBack(8, 4)
y = fb(tf.zeros((2, 5, 3)))
fb.summary()
