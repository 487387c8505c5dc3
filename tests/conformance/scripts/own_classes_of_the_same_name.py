"""The user's own Dense is no Keras layer; the Keras one has another name here."""

import keras
from keras.layers import Dense as KerasDense


class Dense:
    def __init__(self, units):
        self.units = units

    def layer(self):
        return KerasDense(self.units)


plan = [Dense(5), Dense(4)]
model = keras.Sequential([keras.Input((3,))])
for entry in plan:
    model.add(entry.layer())
