# source: keras-team/keras#12674
# wants: 23 x 23 comes out as 20 x 20: the third convolution lacks padding="same", and 23 cannot be halved.
import keras
import numpy as np
from keras.layers import Conv2D, Input, MaxPooling2D, UpSampling2D

profile = Input((23, 23, 1))
x = Conv2D(8, 3, activation='relu', padding='same')(profile)
x = MaxPooling2D(2, padding='same')(x)
x = Conv2D(8, 3, activation='relu', padding='same')(x)
encoded = MaxPooling2D(2, padding='same')(x)
x = UpSampling2D(2)(encoded)
x = Conv2D(8, 3, activation='relu')(x)
x = UpSampling2D(2)(x)
decoded = Conv2D(1, 3, activation='sigmoid', padding='same')(x)
autoencoder = keras.Model(profile, decoded)
autoencoder.compile(optimizer='adam', loss='binary_crossentropy')
x_train = np.random.rand(7, 23, 23, 1)
autoencoder.fit(x_train, x_train, epochs=1, verbose=0)  # expected: labels-do-not-fit-output; raises: ValueError
