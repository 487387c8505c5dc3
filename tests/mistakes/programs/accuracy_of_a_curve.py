# source: stackoverflow 48934338
# wants: Accuracy counts equal numbers; of a regression it is always 0. Use mae.
import numpy as np
from keras import Input, Sequential
from keras.layers import Dense

X = np.arange(0.0, 5.0, 0.1, dtype='float32').reshape(-1, 1)
y = 5 * np.power(X, 2) + np.random.randn(50, 1)

model = Sequential([Input((1,)), Dense(50, activation='relu'), Dense(30, activation='relu'), Dense(1)])
model.compile(loss='mse', optimizer='sgd', metrics=['accuracy'])  # expected: accuracy-of-regression
model.fit(X, y, epochs=1, verbose=0)
