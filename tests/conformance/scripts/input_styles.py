"""The ways of saying what goes in."""

import keras
from keras.layers import Conv1D, Dense, Embedding, Flatten, Input, InputLayer, LSTM
from keras.models import Sequential

Sequential([Dense(3, input_shape=(5,))])
Sequential([Dense(3, input_shape=[5]), Dense(2)])
Sequential([Dense(3, input_dim=5), Dense(2)])
Sequential([Input(batch_shape=(8, 10, 5)), LSTM(3, stateful=True), Dense(2)])
Sequential([Input(shape=(5,)), Dense(3)])
Sequential([Input((5,), 16), Dense(3)])
Sequential([Input(batch_shape=(None, 5)), Dense(3)])
Sequential([keras.Input(shape=(None,), dtype="int32"), Embedding(50, 4)])
Sequential([InputLayer(shape=(7, 2)), Conv1D(3, 3), Flatten()])
Sequential([InputLayer(input_shape=(7, 2)), Conv1D(3, 3), Flatten()])

deferred = Sequential([Flatten(), Dense(3)])
deferred.build((None, 4, 4))

added = Sequential()
added.add(InputLayer(batch_shape=(2, 6), name="pairs"))
added.add(Dense(4))
