# Slices of tensors and functions of keras.ops.
import keras
from keras import layers, ops
import numpy as np
import tensorflow as tf


x = keras.Input((10, 8))
a = x[:, -1]
b = x[:, None, :, ::-1]
c = x[..., :4]
d = x[:, ::2]
e = x[:, 1:-1, 2:]
f = layers.Dense(2)(a); f = layers.Dense(3)(b); f = layers.Dense(4)(c); f = layers.Dense(5)(d); f = layers.Dense(6)(e)
g = ops.einsum("bij,bkj->bik", x, x)
h = ops.matmul(x, ops.transpose(x, (0, 2, 1)))
g = layers.Dense(3)(g + h)
s = ops.split(x, 2, axis=1)
g = layers.Dense(4)(s[0]); g = layers.Dense(4)(s[1])
p, q = ops.split(x, [3], axis=1)
g = layers.Dense(4)(p); g = layers.Dense(4)(q)
t = ops.stack([x, x], axis=1); g = layers.Dense(2)(t)
t = ops.expand_dims(x, -1); g = layers.Dense(2)(t)
t = ops.squeeze(t, -1); t = ops.cast(t, "float16"); g = layers.Dense(2)(t)
t = ops.concatenate([x, x * 2, 3 - x, -x, x / 2, x ** 2, abs(x)], axis=-1); g = layers.Dense(2)(t)
t = ops.mean(x, axis=1, keepdims=True); g = layers.Dense(2)(t)
t = ops.where(x > 0, x, 0.); g = layers.Dense(2)(t)
t = ops.pad(x, [[0, 0], [1, 1], [0, 0]]); g = layers.Dense(2)(t)
t = ops.repeat(x, 2, axis=1); t = ops.flip(t, 1); g = layers.Dense(2)(t)
t = ops.reshape(x, (-1, 80)); g = layers.Dense(2)(t)
t = ops.reshape(x, (ops.shape(x)[0], -1, 4)); g = layers.Dense(2)(t)
t = ops.one_hot(ops.argmax(x, -1), 5); g = layers.Dense(2)(t)
t = ops.image.resize(ops.expand_dims(x, -1), (5, 5)); g = layers.Dense(2)(t)
t = ops.tensordot(x, x, axes=[[2], [2]]) if False else ops.softmax(x); g = layers.Dense(2)(t)
t = ops.top_k(x, 3)[0]; g = layers.Dense(2)(t)
t, u = ops.moments(x, [1]); g = layers.Dense(2)(t)
t = ops.unstack(x, axis=1) ; g = layers.Dense(2)(t[0])
t = ops.take(x, [0, 2], axis=1); g = layers.Dense(2)(t)
m = keras.Model(x, g)


x = keras.Input((4, 4, 2), batch_size=3)
y = layers.Flatten()(x)
w = keras.Variable(np.zeros((32, 5), "float32"))
z = y @ w
z = layers.Dense(2)(z)
z2 = ops.matmul(y, np.ones((32, 7), "float32")); z2 = layers.Dense(2)(z2)
z3 = y + np.ones((32,)); z3 = layers.Dense(2)(z3)
z4 = y * tf.constant(2.0); z4 = layers.Dense(2)(z4)
z5 = 2 * y - y // 2; z5 = layers.Dense(2)(z5)
z6 = ops.logical_and(y > 1, y < 2); z6 = layers.Dense(2)(ops.cast(z6, "float32"))
z7 = keras.ops.max(y, -1); z7 = layers.Dense(2)(z7[:, None])
B, H, W, C = x.shape
z = layers.Dense(H * W * C)(y)
z = layers.Reshape((H, W, C))(z)
z = layers.Reshape(x.shape[1:])(z)
z = layers.Dense(tuple(x.shape)[-1])(z)
z = layers.Dense(ops.shape(x)[-1])(z)
