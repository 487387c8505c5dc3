# source: ageron/handson-ml#304
# wants: The output reads fc1, not fc1_drop: the dropout is never used.
import keras
from keras import layers

image = keras.Input((28, 28, 1))
x = layers.Conv2D(16, 3, activation="relu")(image)
x = layers.MaxPooling2D(2)(x)
x = layers.Flatten()(x)
fc1 = layers.Dense(32, activation="relu", name="fc1")(x)
fc1_drop = layers.Dropout(0.5)(fc1)  # expected: unused-layer
probabilities = layers.Dense(10, activation="softmax", name="output")(fc1)
model = keras.Model(image, probabilities)
