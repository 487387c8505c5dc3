# source: keras-team/keras#7638
# wants: merge(mode="concat") is concatenate() now.
import keras
from keras.layers import Dense, Input, merge  # expected: old-name; raises: ImportError

one, two = Input((8,)), Input((4,))
merged = merge([one, two], mode='concat')
model = keras.Model([one, two], Dense(1)(merged))
