# source: keras-team/keras#12951
# wants: After three poolings the image is 1 x 1: no room for a kernel of 3 x 3.
from keras import Sequential, layers

model = Sequential([layers.Input((28, 28, 1))])
model.add(layers.Conv2D(16, (3, 3), activation="relu"))
model.add(layers.MaxPooling2D((2, 2)))
model.add(layers.Conv2D(32, (3, 3), activation="relu"))
model.add(layers.MaxPooling2D((2, 2)))
model.add(layers.Conv2D(64, (3, 3), activation="relu"))
model.add(layers.MaxPooling2D((2, 2)))
model.add(layers.Conv2D(128, (3, 3), activation="relu"))  # expected: axis-below-one; raises: ValueError
