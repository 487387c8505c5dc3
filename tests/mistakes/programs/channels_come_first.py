# source: keras-team/keras#7611
# wants: Keras takes the last axis for the channels: (28, 28, 1), or data_format="channels_first".
from keras import Input
from keras.layers import Conv2D, Dense, Flatten, MaxPooling2D
from keras.models import Sequential

model = Sequential()
model.add(Input((1, 28, 28)))
model.add(Conv2D(32, (3, 3), activation='relu'))  # expected: axis-below-one; raises: ValueError
model.add(MaxPooling2D((2, 2)))
model.add(Flatten())
model.add(Dense(10, activation='softmax'))
