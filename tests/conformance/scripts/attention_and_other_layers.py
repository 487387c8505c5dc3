# Layers with several outputs or with shapes of their own.
import keras
from keras import layers, ops


i = keras.Input((10, 8))
x = layers.EinsumDense("abc,cd->abd", output_shape=(None, 64), bias_axes="d")(i)
x = layers.EinsumDense("...x,xy->...y", output_shape=64, bias_axes="y")(x)
x = layers.GroupQueryAttention(16, 4, 2)(x, x)
a, s = layers.GroupQueryAttention(16, 4, 2)(x, x, return_attention_scores=True)
b, t = layers.MultiHeadAttention(4, 16)(x, x, return_attention_scores=True)
c = layers.MultiHeadAttention(4, 16, value_dim=8, output_shape=20, attention_axes=1)(query=x, value=x, key=x, use_causal_mask=True)
d, u = layers.Attention()([x, x], return_attention_scores=True)
e = layers.AdditiveAttention()([x, x])
f = layers.Identity()(e)
f = layers.Masking(0.)(f)
f = layers.UpSampling1D(2)(f)
f = layers.Lambda(lambda t: t[:, :3], output_shape=(3, 64))(f)
f = layers.Lambda(lambda t, k: t * k, arguments={"k": 2})(f)
g = layers.Layer()
m = keras.Model(i, [s, t, u, f])
