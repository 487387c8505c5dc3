# source: stackoverflow 44066044
# wants: binary_crossentropy wants a probability: sigmoid, not relu.
import numpy as np
from keras.layers import Activation, Dense, Input
from keras.models import Sequential

wine = np.random.rand(50, 11)
good = np.random.randint(0, 2, 50)

model = Sequential([Input((11,))])
model.add(Dense(12, kernel_initializer='normal'))
model.add(Activation('relu'))
model.add(Dense(12, kernel_initializer='normal'))
model.add(Activation('relu'))
model.add(Dense(1, kernel_initializer='normal'))
model.add(Activation('relu'))  # expected: logits-and-activation
model.compile(loss='binary_crossentropy', optimizer='Adam', metrics=['accuracy'])
model.fit(wine, good, epochs=1, batch_size=25, verbose=0)
