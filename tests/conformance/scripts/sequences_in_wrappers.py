# Recurrent layers, wrappers and their combinations.
import keras
from keras import layers, ops


inp = keras.Input((None, 8))
x = layers.Masking()(inp)
x = layers.LSTM(4, return_sequences=True)(x)
x = layers.TimeDistributed(layers.BatchNormalization())(x)
x = layers.Bidirectional(layers.GRU(3, return_sequences=True), merge_mode=None)(x)
x = layers.Concatenate()(x)
x = layers.TimeDistributed(layers.Conv1D(2, 3, padding="same"))(layers.Reshape((-1, 3, 2))(x))
x = layers.TimeDistributed(layers.Flatten())(x)
x = layers.Bidirectional(layers.LSTM(5), backward_layer=layers.LSTM(6, go_backwards=True))(x)
x = layers.RepeatVector(4)(x)
x = layers.Conv1DTranspose(4, 3)(x)
x = layers.LSTM(4, return_sequences=True, go_backwards=True, dropout=.1, recurrent_dropout=.2)(x)
x = layers.SimpleRNN(3, unroll=True)(x)
m = keras.Model(inp, x)
m.summary()
