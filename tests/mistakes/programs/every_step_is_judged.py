# source: keras-team/keras#6351
# wants: The output still has its steps: return_sequences=False, or a global pooling.
import keras
import numpy as np
from keras.layers import LSTM, AveragePooling1D, Dense, TimeDistributed

train_x, train_y = np.random.rand(11, 12, 19), np.eye(2)[np.random.randint(0, 2, 11)]

model = keras.Sequential([keras.Input((12, 19))])
model.add(LSTM(24, return_sequences=True))
model.add(TimeDistributed(Dense(1, activation="tanh")))
model.add(AveragePooling1D(2))
model.add(Dense(2, activation="softmax"))  # expected: output-keeps-spatial-axes
model.compile(loss="categorical_crossentropy", optimizer=keras.optimizers.RMSprop(0.01))
model.fit(train_x, train_y, epochs=1, batch_size=6, verbose=0)  # raises: ValueError
