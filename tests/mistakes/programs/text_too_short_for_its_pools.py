# source: keras-team/keras#10128
# wants: 24 words shrink to 1 before the third convolution of width 3.
from tensorflow import keras
from tensorflow.keras import layers

words = keras.Input(shape=(24,))
x = layers.Embedding(5000, 50)(words)
x = layers.SpatialDropout1D(0.2)(x)
for step in range(3):
    x = layers.Conv1D(32, 3, activation='relu')(x)  # expected: axis-below-one; raises: ValueError
    x = layers.MaxPooling1D(3)(x)
x = layers.Flatten()(x)
model = keras.Model(words, layers.Dense(1, activation='sigmoid')(x))
