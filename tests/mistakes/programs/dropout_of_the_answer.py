# source: yue-sun/generative-art#67
# wants: Dropout behind the output layer throws answers away: put it before the last Dense.
import keras
import numpy as np
from keras import layers

model = keras.Sequential([
    keras.Input((12,)),
    layers.Dense(16, activation="relu"),
    layers.Dense(4, activation="softmax"),
    layers.Dropout(0.5),  # expected: dropout-after-output
])
model.compile(loss="sparse_categorical_crossentropy", optimizer="adam")
model.fit(np.random.rand(8, 12), np.random.randint(0, 4, 8), epochs=1, verbose=0)
