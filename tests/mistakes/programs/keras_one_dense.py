# source: stackoverflow 31556268
# wants: output_dim is units, init is kernel_initializer.
from keras import Input
from keras.models import Sequential
from keras.layers import Dense, Activation

model = Sequential()
model.add(Input((2,)))
model.add(Dense(output_dim=4, init="glorot_uniform"))  # expected: old-argument; raises: TypeError
model.add(Activation("sigmoid"))
