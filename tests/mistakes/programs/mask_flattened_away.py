# source: keras-team/keras#13189
# wants: Flatten drops the mask: the padded words count like all others.
from keras import Input, Model
from keras.layers import LSTM, Bidirectional, Dense, Dropout, Embedding, Flatten

words = Input((30,), dtype="int32")
x = Embedding(1000, 16, mask_zero=True)(words)
x = Bidirectional(LSTM(8, return_sequences=True))(x)
x = Flatten()(x)  # expected: flattened-mask
x = Dropout(0.5)(x)
model = Model(words, Dense(33, activation="sigmoid")(x))
