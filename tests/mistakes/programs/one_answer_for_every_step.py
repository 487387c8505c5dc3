# source: keras-team/keras#2415
# wants: The second LSTM returns its sequence too, and there is one label for a sequence.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

steps = keras.Input((45, 2))
x = layers.LSTM(32, return_sequences=True)(steps)
x = layers.LSTM(32, return_sequences=True)(x)
positive = layers.Dense(1, activation='sigmoid')(x)  # expected: output-keeps-spatial-axes
model = keras.Model(steps, positive)
model.compile('adam', loss='binary_crossentropy')
model.fit(np.random.rand(18, 45, 2), np.random.randint(0, 2, (18, 1)), epochs=1, verbose=0)  # raises: ValueError
