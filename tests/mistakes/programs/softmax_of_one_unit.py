# source: stackoverflow 45337371
# wants: A single softmax unit says 1.0 whatever comes in: the loss never falls.
import numpy as np
from tensorflow import keras

features = np.random.normal(size=(40, 6)).astype('float32')
labels = (features[:, 0] > 0).astype('float32')

inputs = keras.Input(shape=(6,))
x = keras.layers.Dense(60, activation='relu')(inputs)
x = keras.layers.Dense(50, activation='relu')(x)
outputs = keras.layers.Dense(1, activation='softmax')(x)  # expected: softmax-of-one-unit
classifier = keras.Model(inputs, outputs)
classifier.compile(optimizer='adam', loss='binary_crossentropy')
classifier.fit(features, labels, epochs=1, verbose=0)
