# Blocks that hold blocks, weights made in __init__, weights counted.
import keras
from keras import layers, ops
import tensorflow as tf


class CNNBlock(layers.Layer):
    def __init__(self, out_channels, kernel_size=3):
        super(CNNBlock, self).__init__()
        self.conv = layers.Conv2D(out_channels, kernel_size, padding="same")
        self.bn = layers.BatchNormalization()
    def call(self, input_tensor, training=False):
        x = self.conv(input_tensor)
        x = self.bn(x, training=training)
        x = tf.nn.relu(x)
        return x
class ResBlock(layers.Layer):
    def __init__(self, channels):
        super().__init__()
        self.channels = channels
        self.cnn1 = CNNBlock(channels[0], 3)
        self.cnn2 = CNNBlock(channels[1], 3)
        self.pooling = layers.MaxPooling2D()
        self.identity_mapping = layers.Conv2D(channels[1], 3, padding="same")
    def call(self, input_tensor, training=False):
        x = self.cnn1(input_tensor, training=training)
        x = self.cnn2(x + self.identity_mapping(input_tensor), training=training) if False else self.cnn2(x, training=training)
        x = x + self.identity_mapping(input_tensor)
        x = self.pooling(x)
        return x
class ResNet_Like(keras.Model):
    def __init__(self, num_classes=10):
        super().__init__()
        self.block1 = ResBlock([32, 32])
        self.block2 = ResBlock([16, 8])
        self.pool = layers.GlobalAveragePooling2D()
        self.classifier = layers.Dense(num_classes)
    def call(self, input_tensor, training=False):
        x = self.block1(input_tensor, training=training)
        x = self.block2(x, training=training)
        x = self.pool(x, training=training)
        x = self.classifier(x)
        return x
    def model(self):
        x = keras.Input(shape=(28, 28, 1))
        return keras.Model(inputs=[x], outputs=self.call(x))
model = ResNet_Like().model()
base = ResNet_Like(num_classes=20)


class Linear(layers.Layer):
    def __init__(self, units=32, input_dim=32):
        super().__init__()
        self.w = self.add_weight(shape=(input_dim, units), initializer="random_normal", trainable=True)
        self.b = self.add_weight(shape=(units,), initializer="zeros", trainable=True)
    def call(self, inputs):
        return tf.matmul(inputs, self.w) + self.b
class ComputeSum(layers.Layer):
    def __init__(self, input_dim):
        super().__init__()
        self.total = self.add_weight(initializer="zeros", shape=(input_dim,), trainable=False)
    def call(self, inputs):
        self.total.assign_add(ops.sum(inputs, axis=0))
        return self.total
x = tf.ones((2, 2))
l = Linear(4, 2)
y = l(x)
s = ComputeSum(2)
y = s(x)
print(s.trainable_weights, len(s.weights), len(s.non_trainable_weights))
y = layers.Dense(len(l.weights))(keras.Input((3,)))
assert l.weights == [l.w, l.b]
class MLPBlock(layers.Layer):
    def __init__(self):
        super().__init__()
        self.linear_1 = Linear(32, 3)
        self.linear_2 = Linear(32)
        self.linear_3 = Linear(1)
    def call(self, inputs):
        x = self.linear_1(inputs)
        x = keras.activations.relu(x)
        x = self.linear_2(x)
        x = keras.activations.relu(x)
        return self.linear_3(x)
mlp = MLPBlock()
y = mlp(tf.ones(shape=(3, 3)))
y = layers.Dense(len(mlp.weights))(keras.Input((3,)))
y = layers.Dense(len(mlp.trainable_weights))(y)
