# source: keras-team/keras#7332
# wants: The model takes 784 numbers, and is given images of 1 x 28 x 28.
import numpy as np
from keras import Input
from keras.layers import Dense
from keras.models import Sequential

train = np.random.rand(42, 1, 28, 28)
target = np.random.randint(0, 10, 42)

def baseline_model():
    model = Sequential()
    model.add(Input((784,)))
    model.add(Dense(64, activation='relu'))
    model.add(Dense(10, activation='softmax'))
    model.compile(loss='sparse_categorical_crossentropy', optimizer='adam')
    return model

model = baseline_model()
model.fit(train, target, epochs=1, batch_size=20, verbose=0)  # expected: data-does-not-fit-model; raises: ValueError
