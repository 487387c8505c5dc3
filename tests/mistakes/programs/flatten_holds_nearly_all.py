# source: asingh33/CNNGestureRecognizer#37
# wants: Nearly all parameters are in the first Dense: GlobalAveragePooling2D saves them.
import keras
from keras import layers

model = keras.Sequential()
model.add(keras.Input((96, 96, 3)))
model.add(layers.Conv2D(32, 3, activation="relu"))
model.add(layers.MaxPooling2D())
model.add(layers.Conv2D(64, 3, activation="relu"))
model.add(layers.MaxPooling2D())
model.add(layers.Flatten())  # expected: flatten-dominates
model.add(layers.Dense(512, activation="relu"))
model.add(layers.Dense(2, activation="softmax"))
