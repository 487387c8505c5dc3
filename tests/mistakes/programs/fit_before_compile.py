# source: tensorflow/tensorflow#26515
# wants: compile() gives the model its loss and optimizer: it comes before fit().
import keras
import numpy as np
from keras import layers

def base_model(classes):
    net = keras.Sequential([keras.Input((8, 8, 3))])
    net.add(layers.Conv2D(8, 3, activation="relu"))
    net.add(layers.Flatten())
    net.add(layers.Dense(classes, activation="softmax"))
    return net

model = base_model(10)
images, labels = np.random.rand(10, 8, 8, 3), np.random.randint(0, 10, 10)
model.fit(images, labels, epochs=1, batch_size=5, verbose=0)  # expected: fit-before-compile; raises: ValueError
model.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy")
