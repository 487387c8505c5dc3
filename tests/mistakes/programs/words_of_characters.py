# source: keras-team/keras#7403
# wants: The recurrent layer below gives one vector for the whole word; the one above reads steps.
import keras
from keras import layers

characters, steps = 30, 40

inputs = keras.Input((steps, characters))
x = layers.Bidirectional(layers.GRU(24))(inputs)
x = layers.Dropout(0.2)(x)
x = layers.GRU(16)(x)  # expected: missing-return-sequences; raises: ValueError
outputs = layers.Dense(characters, activation="softmax")(x)
model = keras.Model(inputs, outputs)
