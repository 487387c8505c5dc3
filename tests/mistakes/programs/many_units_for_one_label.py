# source: stackoverflow 58609115
# wants: 69 units, and one label each: the last layer has as many units as the labels have columns.
import keras
import numpy as np
from keras.layers import Dense

X = np.random.rand(100, 1)
y = np.random.randint(0, 2, size=(100, 1))

classifier = keras.Sequential()
classifier.add(keras.Input((1,)))
classifier.add(Dense(69, activation='sigmoid'))
classifier.add(Dense(69, activation='sigmoid'))
classifier.add(Dense(69, activation='sigmoid'))
classifier.compile(optimizer='adam', loss='binary_crossentropy', metrics=['accuracy'])
classifier.fit(X, y, batch_size=50, epochs=1, verbose=0)  # expected: labels-do-not-fit-output; raises: ValueError
