"""LeNet as a class, fed with made-up digits."""

import numpy as np
import tensorflow as tf
from tensorflow.keras.layers import AveragePooling2D, Conv2D, Dense, Flatten


class LeNet(tf.keras.Model):
    def __init__(self, num_classes=10, **kwargs):
        super(LeNet, self).__init__(**kwargs)
        self.conv1 = Conv2D(6, 5, activation="tanh", padding="same")
        self.pool1 = AveragePooling2D(2)
        self.conv2 = Conv2D(16, 5, activation="tanh")
        self.pool2 = AveragePooling2D(2)
        self.flatten = Flatten()
        self.fc = [Dense(n, activation="tanh") for n in (120, 84)]
        self.classifier = Dense(num_classes, activation="softmax")

    def features(self, x):
        x = self.pool1(self.conv1(x))
        return self.pool2(self.conv2(x))

    def call(self, inputs, training=None):
        x = self.features(inputs)
        x = self.flatten(x)
        for fc in self.fc:
            x = fc(x)
        return self.classifier(x)


x_train = np.random.rand(32, 28, 28, 1).astype("float32")
y_train = np.random.randint(0, 10, size=(32,))

net = LeNet(name="lenet")
net.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
net.fit(x_train, y_train, epochs=1, batch_size=16, verbose=0)
probabilities = net.predict(x_train[:4], verbose=0)
net.summary()
