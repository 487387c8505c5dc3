# source: keras-team/keras#4702
# wants: Query and value are compared by their last axis: 64 and 68 differ.
import keras
import numpy as np
from keras import layers

story = keras.Input((12, 68))
question = keras.Input((4, 16))
query = layers.Dense(64)(question)
answer = layers.Attention()([query, story])  # expected: attention-input
model = keras.Model([story, question], layers.GlobalMaxPooling1D()(answer))
model.predict([np.random.rand(3, 12, 68), np.random.rand(3, 4, 16)], verbose=0)  # raises: ValueError
