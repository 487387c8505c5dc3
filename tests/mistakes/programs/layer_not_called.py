# source: keras-team/keras#14106
# wants: The last layer is made and never called: Dense(1, activation="sigmoid")(out).
from keras.layers import Conv2D, Dense, Flatten, Input
from keras.models import Model

inp = Input(shape=(32, 32, 1))
out = Conv2D(16, kernel_size=(2, 2), strides=2, padding='same', activation='relu')(inp)
out = Flatten()(out)
out = Dense(1, activation='sigmoid')
model = Model(inp, out)  # expected: layer-not-called; raises: ValueError
