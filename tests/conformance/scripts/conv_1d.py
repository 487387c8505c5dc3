"""Activity recognition from an accelerometer."""

from tensorflow.keras.layers import Conv1D, Dense, Dropout, Flatten, GlobalMaxPooling1D, MaxPooling1D
from tensorflow.keras.models import Sequential

n_timesteps, n_features, n_outputs = 128, 9, 6
input_shape = (n_timesteps, n_features)

model = Sequential()
model.add(Conv1D(filters=64, kernel_size=3, activation="relu", input_shape=input_shape))
model.add(Conv1D(filters=64, kernel_size=3, activation="relu"))
model.add(Dropout(0.5))
model.add(MaxPooling1D(pool_size=2))
model.add(Conv1D(32, 5, strides=2, dilation_rate=1, padding="valid"))
model.add(Flatten())
model.add(Dense(100, activation="relu"))
model.add(Dense(n_outputs, activation="softmax"))
