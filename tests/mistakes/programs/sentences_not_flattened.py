# source: keras-team/keras#5423
# wants: MaxPooling1D leaves an axis of one step: GlobalMaxPooling1D, or Flatten.
import numpy as np
from keras import Input, Sequential, layers

model = Sequential()
model.add(Input((20, 30)))
model.add(layers.Conv1D(16, 3, padding="same"))
model.add(layers.MaxPooling1D(20))
model.add(layers.Dropout(0.5))
model.add(layers.Dense(5, activation="softmax"))  # expected: output-keeps-spatial-axes
model.compile(optimizer="adadelta", loss="categorical_crossentropy")
labels = np.eye(5)[np.random.randint(0, 5, 11)]
model.fit(np.random.rand(11, 20, 30), labels, epochs=1, verbose=0)  # raises: ValueError
