"""Conditions on things that the program says itself."""

from keras import layers, Sequential

USE_BATCH_NORM = True
MODE = "lstm"
DROPOUT = 0.0

model = Sequential()
model.add(layers.Input(shape=(30, 5)))
if MODE == "gru":
    model.add(layers.GRU(16))
elif MODE == "lstm":
    model.add(layers.LSTM(16))
else:
    raise ValueError(MODE)
if USE_BATCH_NORM and not DROPOUT:
    model.add(layers.BatchNormalization())
model.add(layers.Dropout(DROPOUT) if DROPOUT else layers.Activation("linear"))
model.add(layers.Dense(1))
