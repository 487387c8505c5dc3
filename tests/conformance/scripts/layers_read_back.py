# What programs read from layers and models that they have made.
import keras
from keras import layers, ops


x = keras.Input((5,), batch_size=4, dtype="float32", name="q")
print(x.name, x.dtype, x.shape[0], x.ndim)
y = layers.Dense(x.shape[0])(x)
d = layers.Dense(4)
d.build(x.shape)
y = layers.Dense(d.kernel.shape[0])(y)
d = layers.Dense(4)
d.build((None, 6))
y = layers.Dense(d.kernel.shape[0])(y)
y = layers.Dense(d.compute_output_shape((None, 6))[-1])(y)
c = layers.Conv2D(3, 3, strides=2)
y = layers.Dense(c.compute_output_shape((None, 28, 28, 1))[1])(y)
m = keras.Model(x, y)
y = layers.Dense(m.compute_output_shape((4, 5))[-1])(y)


inp = keras.Input(shape=(None,), dtype="int32")
emb = layers.Embedding(10, 4)
x = emb(inp)
x = layers.Bidirectional(layers.LSTM(3, return_sequences=True), merge_mode="ave")(x)
x = layers.LSTM(3)(x, training=False)
x = layers.Dense(4)(x)
m = keras.Model(inp, x)
print(emb.embeddings.shape, emb.input_dim, emb.output_dim)
y = layers.Dense(emb.output_dim)(x)
y = layers.Dense(emb.embeddings.shape[0])(y)
y = ops.matmul(x, ops.transpose(emb.embeddings))
y = layers.Dense(2)(y)
