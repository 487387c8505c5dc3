# source: stackoverflow 42081257
# wants: One class of ten: categorical_crossentropy; with the binary loss 90 % accuracy means nothing.
import numpy as np
from keras import Input
from keras.layers import Conv1D, Dense, Embedding, GlobalMaxPooling1D
from keras.models import Sequential
from keras.utils import to_categorical

texts = np.random.randint(0, 500, size=(40, 30))
topics = to_categorical(np.random.randint(0, 10, size=40), num_classes=10)

model = Sequential()
model.add(Input((30,)))
model.add(Embedding(500, 16))
model.add(Conv1D(16, 3, activation='relu'))
model.add(GlobalMaxPooling1D())
model.add(Dense(10, activation='softmax'))
model.compile(loss='binary_crossentropy', optimizer='adam', metrics=['accuracy'])  # expected: softmax-with-binary-loss
model.fit(texts, topics, epochs=1, verbose=0)
