# source: stackoverflow 59278771
# wants: One flower is of one kind: softmax, or the loss for several labels.
import numpy as np
from keras.layers import Dense, Input
from keras.models import Sequential
from keras.utils import to_categorical

measures = np.random.rand(60, 4)
kinds = to_categorical(np.random.randint(0, 3, 60), 3)

def baseline():
    model = Sequential()
    model.add(Input(shape=(4,)))
    model.add(Dense(4, activation='relu'))
    model.add(Dense(3, activation='sigmoid'))  # expected: sigmoid-with-categorical-loss
    model.compile(loss='categorical_crossentropy', optimizer='adam', metrics=['accuracy'])
    return model

baseline().fit(measures, kinds, epochs=1, batch_size=20, verbose=0)
