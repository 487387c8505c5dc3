# source: tensorflow/tensorflow#47105
# wants: The images are those for training, the labels those for the test.
import numpy as np
from tensorflow.keras import Input, Sequential, layers

x_train, y_train = np.random.rand(60, 28, 28), np.random.randint(0, 10, 60)
x_test, y_test = np.random.rand(10, 28, 28), np.random.randint(0, 10, 10)

model = Sequential([Input((28, 28)), layers.Flatten(), layers.Dense(10, activation='softmax')])
model.compile(optimizer='adam', loss='sparse_categorical_crossentropy', metrics=['accuracy'])
model.fit(x_train, y_test, epochs=1, verbose=0)  # expected: data-lengths-differ; raises: ValueError
