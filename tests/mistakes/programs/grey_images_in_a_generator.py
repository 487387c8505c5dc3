# source: arunponnusamy/gender-detection-keras#23
# wants: ImageDataGenerator wants an axis of channels: x[..., np.newaxis].
import numpy as np
from keras import Input, Sequential, layers
from keras.src.legacy.preprocessing.image import ImageDataGenerator

train_x = np.random.rand(20, 24, 24)
train_y = np.random.randint(0, 2, 20)

model = Sequential([Input((24, 24, 1)), layers.Conv2D(4, 3, activation="relu"), layers.Flatten(), layers.Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")

augmented = ImageDataGenerator(rotation_range=10, horizontal_flip=True)
model.fit(augmented.flow(train_x, train_y, batch_size=10), epochs=1, verbose=0)  # expected: generator-needs-images; raises: ValueError
