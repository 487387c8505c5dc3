# source: stackoverflow 47352366
# wants: The last layer of a classifier wants softmax; relu gives no probabilities.
import keras
import numpy as np
from keras.layers import Conv2D, Dense, Dropout, Flatten, MaxPooling2D, Reshape

model = keras.Sequential()
model.add(keras.Input((784,)))
model.add(Reshape((28, 28, 1)))
model.add(Conv2D(filters=8, kernel_size=(5, 5), padding='same', activation="relu"))
model.add(MaxPooling2D(padding='same'))
model.add(Flatten())
model.add(Dense(units=32, activation="relu"))
model.add(Dropout(rate=0.5))
model.add(Dense(units=10, activation="relu"))  # expected: logits-and-activation
model.compile(loss=keras.losses.categorical_crossentropy, optimizer="adam", metrics=['accuracy'])
digits = keras.utils.to_categorical(np.random.randint(0, 10, 8), 10)
model.fit(np.random.rand(8, 784), digits, epochs=1, verbose=0)
