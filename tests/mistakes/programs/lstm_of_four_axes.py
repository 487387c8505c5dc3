# source: tensorflow/tensorflow#46794
# wants: An LSTM reads (steps, features); here a step is a matrix: reshape it first.
from tensorflow.keras import Input, Model, layers

history = Input(shape=(64, 4, 85))
sequence, hidden, cell = layers.LSTM(32, return_sequences=True, return_state=True, name='encoder')(history)  # expected: incompatible-input; raises: ValueError
model = Model(history, [hidden, cell])
