# source: keras-team/keras#8823
# wants: Both directions together have twice the units: the decoder needs 2 * units.
import keras
import numpy as np
from keras import layers

UNITS = 16
source = keras.Input((None, 20))
_, forward_h, forward_c, back_h, back_c = layers.Bidirectional(layers.LSTM(UNITS, return_state=True))(source)
h = layers.Concatenate()([forward_h, back_h])
c = layers.Concatenate()([forward_c, back_c])

target = keras.Input((None, 20))
decoded = layers.LSTM(UNITS, return_sequences=True)(target, initial_state=[h, c])  # expected: incompatible-input
model = keras.Model([source, target], layers.Dense(20, activation="softmax")(decoded))
model.compile("rmsprop", "categorical_crossentropy")
x, y = np.random.rand(4, 6, 20), np.eye(20)[np.random.randint(0, 20, (4, 5))]
model.fit([x, y], y, epochs=1, verbose=0)  # raises: ValueError
