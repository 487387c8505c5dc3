# source: keras-team/keras-hub#1008
# wants: No softmax, and the loss expects probabilities: add it, or from_logits=True.
import keras
import numpy as np

tokens = keras.Input((16,), dtype="int32")
x = keras.layers.Embedding(200, 8)(tokens)
x = keras.layers.GlobalAveragePooling1D()(x)
stars = keras.layers.Dense(5)(x)  # expected: logits-and-activation
classifier = keras.Model(tokens, stars)
classifier.compile(loss="sparse_categorical_crossentropy", optimizer="adam", metrics=["accuracy"])
classifier.fit(np.random.randint(0, 200, (24, 16)), np.random.randint(0, 5, 24), epochs=1, verbose=0)
