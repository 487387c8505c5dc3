# source: keras-team/keras#6473
# wants: set_image_dim_ordering is keras.config.set_image_data_format("channels_last").
from keras import Input, Sequential
from keras import backend as K
from keras.layers import Conv3D, Dense, Flatten

K.set_image_dim_ordering('tf')  # expected: old-name; raises: AttributeError
model = Sequential([Input((20, 50, 50, 1)), Conv3D(8, 3, activation='relu'), Flatten(), Dense(2, activation='softmax')])
