# source: keras-team/keras#19282
# wants: input_length is gone: keras.Input((500,)) says it.
import tensorflow as tf

tokens = tf.keras.layers.Input(shape=(500,))
embedded = tf.keras.layers.Embedding(input_dim=1000, output_dim=13, input_length=500)(tokens)  # expected: old-argument
pooled = tf.keras.layers.GlobalAveragePooling1D()(embedded)
model = tf.keras.Model(tokens, tf.keras.layers.Dense(1, activation='sigmoid')(pooled))
