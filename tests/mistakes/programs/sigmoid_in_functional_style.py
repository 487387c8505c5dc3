# source: keras-team/keras#10239
# wants: categorical_crossentropy compares distributions; three sigmoids are none.
import keras
import numpy as np

inputs = keras.Input((4,))
hidden = keras.layers.Dense(4, activation="relu")(inputs)
scores = keras.layers.Dense(3)(hidden)
outputs = keras.layers.Activation("sigmoid")(scores)  # expected: sigmoid-with-categorical-loss
model = keras.Model(inputs, outputs)
model.compile(optimizer="adam", loss=keras.losses.CategoricalCrossentropy())
model.fit(np.random.rand(30, 4), np.eye(3)[np.random.randint(0, 3, 30)], epochs=1, verbose=0)
