"""The founding example: a Dense before the Flatten."""

from keras.layers import Dense, Flatten
from keras.models import Sequential

model = Sequential()
model.add(Dense(units=64, activation='relu', input_shape=(28, 28, 1)))
model.add(Flatten())
model.add(Dense(units=10, activation='relu'))
model.compile(optimizer='adam', loss='mse')
