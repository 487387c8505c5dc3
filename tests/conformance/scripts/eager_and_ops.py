"""Layers called on tensors that are there, and shapes read back."""

import numpy as np
import tensorflow as tf
from tensorflow.keras import layers

image = tf.zeros((1, 28, 28, 1))
features = layers.Conv2D(4, 3)(image)
flat = layers.Flatten()(features)
scores = layers.Dense(flat.shape[-1] // 26)(flat)

batch = np.random.rand(2, 7).astype("float32")
hidden = layers.Dense(3)(batch)
