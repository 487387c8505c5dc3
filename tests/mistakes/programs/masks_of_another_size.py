# source: keras-team/keras#11875
# wants: The masks are 38 x 38, the output is 36 x 36.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

scans = np.random.rand(4, 36, 36, 1)
masks = np.random.randint(0, 2, (4, 38, 38, 1))

inputs = keras.Input((36, 36, 1))
x = layers.Conv2D(8, 3, padding='same', activation='relu')(inputs)
outputs = layers.Conv2D(1, 1, activation='sigmoid')(x)
segmenter = keras.Model(inputs, outputs)
segmenter.compile(optimizer='adam', loss='binary_crossentropy')
segmenter.fit(scans, masks, epochs=1, verbose=0)  # expected: labels-do-not-fit-output; raises: ValueError
