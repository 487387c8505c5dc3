# source: keras-team/keras#3385
# wants: Reshape to (57, 47, 1): a convolution needs an axis for the channels.
from keras import Input, Model
from keras.layers import Conv2D, Dense, Dropout, Flatten, MaxPooling2D, Reshape

pixels = Input((57 * 47,))
x = Reshape((57, 47))(pixels)
x = Conv2D(10, 5, padding="same")(x)  # expected: incompatible-input; raises: ValueError
x = MaxPooling2D(2)(x)
x = Dropout(0.5)(x)
x = Flatten()(x)
person = Dense(40, activation="softmax")(x)
model = Model(pixels, person)
