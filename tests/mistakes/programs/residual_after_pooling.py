# source: keras-team/keras#16925
# wants: The pooling inside the block halves rows and columns: pool the shortcut as well.
from keras import Input, Model
from keras.layers import Add, BatchNormalization, Conv2D, LeakyReLU, MaxPool2D

visible = Input(shape=(64, 64, 3))
first = LeakyReLU()(Conv2D(32, 3, padding='same')(visible))
first = MaxPool2D(2)(first)
x = Conv2D(32, 3, padding='same', use_bias=False)(first)
x = BatchNormalization()(x)
x = LeakyReLU()(x)
x = MaxPool2D(2)(x)
joined = Add()([x, first])  # expected: merge-shapes; raises: ValueError
model = Model(visible, joined)
