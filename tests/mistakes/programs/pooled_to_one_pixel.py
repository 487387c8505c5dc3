# source: neuralint/neuralint, too much pooling
# wants: One pixel is left halfway: the convolutions behind it see no neighbours.
from keras import Input, Sequential
from keras.layers import Conv2D, Dense, Flatten, MaxPooling2D

model = Sequential([Input((16, 16, 3))])
for filters in (8, 16, 32, 64):
    model.add(Conv2D(filters, 3, padding="same", activation="relu"))
    model.add(MaxPooling2D(2))
model.add(Conv2D(128, 3, padding="same", activation="relu"))  # expected: pooled-away
model.add(Flatten())
model.add(Dense(10, activation="softmax"))
