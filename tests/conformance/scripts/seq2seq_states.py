"""The encoder's states are the decoder's first; later the decoder runs on its own."""

import keras
from keras.layers import LSTM, Dense, Embedding, Input

vocabulary, units = 50, 16

encoder_inputs = Input(shape=(None,), dtype="int32")
embedded = Embedding(vocabulary, 8)(encoder_inputs)
_, state_h, state_c = LSTM(units, return_state=True)(embedded)
encoder_states = [state_h, state_c]

decoder_inputs = Input(shape=(None,), dtype="int32")
decoder_embedding = Embedding(vocabulary, 8)
decoder_lstm = LSTM(units, return_sequences=True, return_state=True)
decoder_outputs, *_ = decoder_lstm(decoder_embedding(decoder_inputs), initial_state=encoder_states)
decoder_dense = Dense(vocabulary, activation="softmax")
model = keras.Model([encoder_inputs, decoder_inputs], decoder_dense(decoder_outputs))

encoder_model = keras.Model(encoder_inputs, encoder_states)
state_inputs = [Input(shape=(units,)), Input(shape=(units,))]
step_outputs, step_h, step_c = decoder_lstm(
    decoder_embedding(decoder_inputs), initial_state=state_inputs
)
decoder_model = keras.Model(
    [decoder_inputs] + state_inputs, [decoder_dense(step_outputs)] + [step_h, step_c]
)
