"""Moving pictures: a convolution for each frame, ConvLSTM, and a 3D convolution."""

from keras import Sequential, layers

frames, height, width, channels = 6, 32, 24, 3

per_frame = Sequential()
per_frame.add(layers.Input(shape=(frames, height, width, channels)))
per_frame.add(layers.TimeDistributed(layers.Conv2D(8, (3, 3), activation="relu")))
per_frame.add(layers.TimeDistributed(layers.MaxPooling2D(2)))
per_frame.add(layers.TimeDistributed(layers.Flatten()))
per_frame.add(layers.LSTM(16))
per_frame.add(layers.Dense(4, activation="softmax"))

next_frame = Sequential(
    [
        layers.Input(shape=(None, height, width, 1)),
        layers.ConvLSTM2D(filters=6, kernel_size=(3, 3), padding="same", return_sequences=True),
        layers.BatchNormalization(),
        layers.ConvLSTM2D(filters=6, kernel_size=(3, 3), padding="same", return_sequences=True),
        layers.Conv3D(filters=1, kernel_size=(3, 3, 3), activation="sigmoid", padding="same"),
    ]
)
