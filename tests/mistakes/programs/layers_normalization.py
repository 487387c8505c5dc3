# source: the-deep-learners/deep-learning-illustrated#16
# wants: from keras.layers import BatchNormalization.
from keras import Input, Sequential
from keras.layers import Dense
from keras.layers.normalization import BatchNormalization  # expected: old-import; raises: ModuleNotFoundError

model = Sequential([Input((13,)), Dense(32, activation="relu"), BatchNormalization(), Dense(1)])
