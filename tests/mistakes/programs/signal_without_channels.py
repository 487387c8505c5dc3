# source: keras-team/keras#7136
# wants: Conv1D wants steps and channels; a plain vector of readings has no axis of channels.
import keras

readings = keras.Input(shape=(128,))
filtered = keras.layers.Conv1D(8, 5)(readings)  # expected: missing-channel-axis; raises: ValueError
pooled = keras.layers.GlobalMaxPooling1D()(filtered)
model = keras.Model(readings, keras.layers.Dense(2)(pooled))
