# source: BerkeleyHCI/umlaut, HighDropoutError
# wants: The rate is the share that is dropped, not the share that is kept.
from keras import Input, Model
from keras.layers import Dense, Dropout

keep = 0.95
features = Input((40,))
x = Dense(64, activation="relu")(features)
x = Dropout(keep)(x)  # expected: dropout-rate
model = Model(features, Dense(1)(x))
