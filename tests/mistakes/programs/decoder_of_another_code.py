# source: stackoverflow 47842931
# wants: The encoder halves three times: its code is (16, 16, 8), the decoder was made for (4, 4, 8).
from keras import Input, Model
from keras.layers import Conv2D, MaxPooling2D, UpSampling2D

photo = Input((128, 128, 3))
x = photo
for filters in (16, 8, 8):
    x = MaxPooling2D(2)(Conv2D(filters, 3, padding="same", activation="relu")(x))
encoder = Model(photo, x)

code = Input((4, 4, 8))
y = code
for filters in (8, 8, 16):
    y = UpSampling2D(2)(Conv2D(filters, 3, padding="same", activation="relu")(y))
decoder = Model(code, Conv2D(3, 3, padding="same", activation="sigmoid")(y))

whole = Input((128, 128, 3))
autoencoder = Model(whole, decoder(encoder(whole)))  # expected: incompatible-input; raises: ValueError
