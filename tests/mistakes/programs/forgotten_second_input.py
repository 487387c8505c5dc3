# source: keras-team/keras#8166
# wants: The gate is an input as well: Model([image, gate], ...).
from keras.layers import Conv2D, Input, MaxPooling2D, Multiply
from keras.models import Model

image = Input(shape=(64, 64, 3))
gate = Input(shape=(64, 64, 1))
x = Conv2D(16, 3, padding='same', activation='relu')(image)
x = Multiply()([x, gate])
x = MaxPooling2D(2)(x)
model = Model(image, x)  # expected: disconnected-output; raises: ValueError
