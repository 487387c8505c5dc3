# source: DataCanvasIO/DeepTables#93
# wants: Keras tensors go into Keras operations: keras.ops.mean, or a layer around it.
import keras
import tensorflow as tf

series = keras.Input((20, 8))
encoded = keras.layers.GRU(16, return_sequences=True)(series)
mean = tf.reduce_mean(encoded, axis=1)  # expected: tensorflow-on-keras-tensor; raises: ValueError
model = keras.Model(series, keras.layers.Dense(1)(mean))
