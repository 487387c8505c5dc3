# source: stackoverflow 39217567
# wants: nb_epoch is epochs.
import numpy as np
from keras import Input, Sequential
from keras.layers import Dense

model = Sequential([Input((6,)), Dense(6, activation='sigmoid')])
model.compile(loss='mse', optimizer='sgd')
X = np.random.rand(20, 6)
model.fit(X, X, nb_epoch=1, batch_size=10, verbose=0)  # expected: old-argument; raises: TypeError
