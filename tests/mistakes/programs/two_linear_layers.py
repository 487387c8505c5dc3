# source: stackoverflow 55328966
# wants: Without an activation between them two Dense layers are one.
import keras
import numpy as np
from keras import layers, regularizers

model = keras.Sequential([keras.Input((784,))])
model.add(layers.Dense(784))  # expected: linear-layers-in-a-row
model.add(layers.Dense(128, kernel_regularizer=regularizers.l2(0.001)))
model.add(layers.Activation('relu'))
model.add(layers.Dense(10, activation='softmax'))
model.compile(loss='categorical_crossentropy', optimizer='sgd')
model.fit(np.random.rand(10, 784), np.eye(10), epochs=1, verbose=0)
