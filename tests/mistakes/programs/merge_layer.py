# source: keras-team/keras#3921
# wants: Merge is gone: Concatenate()([a, b]) joins tensors.
from keras.layers import Dense, Merge  # expected: old-name; raises: ImportError
from keras.models import Sequential

left, right = Sequential([Dense(32)]), Sequential([Dense(32)])
both = Sequential()
both.add(Merge([left, right], mode='concat'))
both.add(Dense(10, activation='softmax'))
