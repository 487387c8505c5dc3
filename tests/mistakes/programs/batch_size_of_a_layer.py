# source: yangwohenmai/LSTM#19
# wants: Layers have no batch_size; it belongs to fit(), or to Input(batch_size=1).
from tensorflow.keras import Input
from tensorflow.keras.layers import LSTM, Dense
from tensorflow.keras.models import Sequential

model = Sequential()
model.add(Input(shape=(1, 1)))
model.add(LSTM(units=4, batch_size=1))  # expected: unknown-argument; raises: ValueError
model.add(Dense(3))
