# source: keras-team/keras#13344
# wants: Labels are class numbers: sparse_categorical_crossentropy, or to_categorical.
import numpy as np
from keras.layers import Conv2D, Dense, Flatten, Input, MaxPooling2D
from keras.models import Sequential

drawings = np.random.rand(16, 28, 28, 1)
labels = np.random.randint(0, 15, size=(16,))

model = Sequential()
model.add(Input((28, 28, 1)))
model.add(Conv2D(8, (5, 5), activation='relu'))
model.add(MaxPooling2D((2, 2), padding='same'))
model.add(Flatten())
model.add(Dense(15, activation='softmax'))
model.compile(loss='categorical_crossentropy', optimizer='adam', metrics=['accuracy'])  # expected: labels-and-loss
model.fit(drawings, labels, epochs=1, verbose=0)  # raises: ValueError
