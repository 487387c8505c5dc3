# source: vlawhern/arl-eegmodels#50
# wants: Keras 3 warns: start the model with keras.Input((16,)).
# missed: The rule is off unless it is wanted: nearly all older programs do this, and it works.
import numpy as np
from keras.layers import Dense
from keras.models import Sequential

model = Sequential()
model.add(Dense(8, activation='relu', input_dim=16))  # expected: input-shape-argument
model.add(Dense(1))
model.compile('adam', 'mse')
model.fit(np.random.rand(12, 16), np.random.rand(12), epochs=1, verbose=0)
