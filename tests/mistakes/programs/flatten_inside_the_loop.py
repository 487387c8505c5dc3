# source: keras-team/keras#12622
# wants: Flatten belongs behind the loop: the second round gives its convolution a flat vector.
import keras
from keras.layers import Activation, BatchNormalization, Conv2D, Dense, Flatten, MaxPooling2D

def create_cnn(width, height, depth, filters=(16, 32, 64)):
    image = keras.Input(shape=(height, width, depth))
    x = image
    for count in filters:
        x = Conv2D(count, (3, 3), padding="same", use_bias=False)(x)  # expected: incompatible-input; raises: ValueError
        x = BatchNormalization()(x)
        x = Activation("relu")(x)
        x = MaxPooling2D((2, 2))(x)
        x = Flatten()(x)
        x = Dense(16, activation="relu")(x)
    return keras.Model(image, Dense(4)(x))

cnn = create_cnn(64, 64, 3)
