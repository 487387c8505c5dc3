# source: keras-team/keras#7339
# wants: to_categorical counts from 0: the codes 97 to 122 give 123 columns. Subtract 97.
import keras
import numpy as np

letters = np.array([ord(letter) for letter in "thequickbrownfoxjumpsoverthelazydog"])
targets = keras.utils.to_categorical(letters)
strokes = np.random.rand(len(letters), 12)

model = keras.Sequential([
    keras.Input((12,)),
    keras.layers.Dense(32, activation="relu"),
    keras.layers.Dense(26, activation="softmax"),  # expected: units-and-classes
])
model.compile(loss="categorical_crossentropy", optimizer="adam")
model.fit(strokes, targets, epochs=1, verbose=0)  # raises: ValueError
