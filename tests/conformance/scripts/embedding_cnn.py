"""Text classification by convolutions over word vectors."""

from keras.layers import (
    Conv1D,
    Dense,
    Dropout,
    Embedding,
    GlobalMaxPooling1D,
    Input,
    SeparableConv1D,
)
from keras.models import Sequential

word_index = {"<pad>": 0, "king": 1, "queen": 2}
vocab_size = len(word_index) + 1
maxlen = 40

model = Sequential()
model.add(Input(shape=(maxlen,)))
model.add(Embedding(input_dim=vocab_size, output_dim=20, trainable=False, mask_zero=False))
model.add(Conv1D(24, 7, activation="relu"))
model.add(SeparableConv1D(16, 5, depth_multiplier=2))
model.add(GlobalMaxPooling1D())
model.add(Dropout(rate=0.5))
model.add(Dense(len(word_index), activation="softmax"))
