# source: tensorflow/tensorflow#33946
# wants: A model of one's own knows its shapes only after it was called once.
import tensorflow as tf

class Perceptron(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden = tf.keras.layers.Dense(4, activation='relu')
        self.out = tf.keras.layers.Dense(2, activation='softmax')

    def call(self, x):
        return self.out(self.hidden(x))

model = Perceptron()
print(model.count_params())  # expected: unbuilt-model; raises: ValueError
