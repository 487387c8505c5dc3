"""LeNet with the functional API, its features given out by a second model."""

from tensorflow import keras
from tensorflow.keras import layers as L

img_in = L.Input((28, 28))
x = L.Reshape((*img_in.shape[1:], 1))(img_in)
x = L.Rescaling(1. / 255)(x)
x = L.Conv2D(6, 5, padding='same')(x)
x = L.Activation('relu')(x)
x = L.MaxPool2D()(x)
x = L.Conv2D(16, 5)(x)
x = L.Activation('relu')(x)
x = L.MaxPool2D()(x)
x = L.Flatten()(x)
for i, units in enumerate([120, 84]):
    x = L.Dense(units, 'relu', name='fc%d' % (i + 1))(x)
features = x
logits = L.Dense(10)(features)

classifier = keras.Model(img_in, logits)
embedder = keras.Model(img_in, features)
assert embedder.output_shape == (None, 84)
