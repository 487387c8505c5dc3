"""An autoencoder of Dense layers that mirrors its encoder."""

import numpy as np
from keras.layers import Dense, Input, Reshape
from keras.models import Sequential

image_shape = (28, 28)
image_size = int(np.prod(image_shape))
sizes = [128, 64, 32]

encoder = Sequential([Input((image_size,))] + [Dense(n, activation="relu") for n in sizes])
decoder = Sequential([Input(shape=(sizes[-1],))])
for n in reversed(sizes[:-1]):
    decoder.add(Dense(n, activation="relu"))
decoder.add(Dense(image_size, activation="sigmoid"))
decoder.add(Reshape(image_shape))

autoencoder = Sequential([encoder, decoder], name="autoencoder")
