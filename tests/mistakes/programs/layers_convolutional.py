# source: harshbg/Sign-Language-Interpreter-using-Deep-Learning#20
# wants: All layers come from keras.layers now.
from keras.models import Sequential
from keras.layers import Dense, Flatten, Input
from keras.layers.convolutional import Conv2D, MaxPooling2D  # expected: old-import; raises: ModuleNotFoundError

model = Sequential()
model.add(Input((50, 50, 1)))
model.add(Conv2D(16, (2, 2), activation='relu'))
model.add(MaxPooling2D(pool_size=(2, 2)))
model.add(Flatten())
model.add(Dense(44, activation='softmax'))
