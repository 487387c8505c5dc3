"""The founding example as it was meant: Flatten first."""

from keras.layers import Dense, Flatten
from keras.models import Sequential

model = Sequential()
model.add(Flatten(input_shape=(28, 28, 1)))
model.add(Dense(units=64, activation='relu'))
model.add(Dense(units=10, activation='relu'))
model.compile(optimizer='adam', loss='mse')
