# source: keras-team/keras#9859
# wants: The generator works on images, not on rows of 784 numbers.
import numpy as np
from tensorflow.keras.preprocessing.image import ImageDataGenerator

rows = np.random.random((6, 784))
digits = np.random.random((6, 10))

generator = ImageDataGenerator(width_shift_range=0.1)
batches = generator.flow(rows, digits, batch_size=3)  # expected: generator-needs-images; raises: ValueError
