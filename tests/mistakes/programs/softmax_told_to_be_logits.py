# source: mmalekzadeh/dana#1
# wants: from_logits=True says that there is no softmax yet, and there is one.
import keras
import numpy as np
from keras import layers

sensors = keras.Input((24, 9))
x = layers.LSTM(16)(sensors)
activity = layers.Dense(6, activation="softmax", name="act_smx")(x)  # expected: logits-and-activation
model = keras.Model(sensors, activity)
loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
model.compile(optimizer="adam", loss=loss)
model.fit(np.random.rand(12, 24, 9), np.random.randint(0, 6, 12), epochs=1, verbose=0)
