# source: keras-team/keras#10955
# wants: predict() takes a batch: picture[None], or np.expand_dims(picture, 0).
import numpy as np
from keras import Input, layers, models

model = models.Sequential()
model.add(Input((60, 40, 3)))
model.add(layers.Conv2D(8, (3, 3), activation='relu'))
model.add(layers.MaxPooling2D((2, 2)))
model.add(layers.Flatten())
model.add(layers.Dense(1, activation='sigmoid'))

picture = np.random.random((60, 40, 3))
print(model.predict(picture))  # expected: data-does-not-fit-model; raises: ValueError
