"""Training loops over a known data set, with functions that TensorFlow makes graphs of."""

import keras
import tensorflow as tf
from keras import layers

(clothes, kinds), (other, _) = keras.datasets.fashion_mnist.load_data()
dataset = tf.data.Dataset.from_tensor_slices((clothes, kinds)).shuffle(100).batch(64)
augmentation = keras.Sequential([layers.RandomFlip("horizontal"), layers.RandomRotation(0.1)])
dataset = dataset.map(lambda x, y: (tf.cast(x[..., None], tf.float32) / 255.0, y))
dataset = dataset.map(lambda x, y: (augmentation(x, training=True), y))

model = keras.Sequential([layers.Conv2D(4, 3), layers.Flatten(), layers.Dense(10)])
optimizer = keras.optimizers.SGD()
loss_function = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


@tf.function
def train_step(images, labels):
    with tf.GradientTape() as tape:
        logits = model(images, training=True)
        loss = loss_function(labels, logits)
    gradients = tape.gradient(loss, model.trainable_weights)
    optimizer.apply_gradients(zip(gradients, model.trainable_weights))
    return loss


for epoch in range(2):
    for step, (images, labels) in enumerate(dataset):
        loss = train_step(images, labels)
        if step % 100 == 0:
            print(epoch, step, float(loss))

signed = keras.Sequential([layers.Dense(3)])


@tf.function(input_signature=[tf.TensorSpec((None, 5), tf.float32)])
def predict(batch):
    return signed(batch)


predict(tf.zeros((4, 5)))
