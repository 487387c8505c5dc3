# Embeddings that are used twice, once as a projection.
import keras
from keras import layers, ops


x = keras.Input((4,), name="x")
emb = layers.Embedding(10, 8)
i = keras.Input((3,), dtype="int32")
e = emb(i)
l = layers.ReversibleEmbedding(10, 8)
h = l(i)
lg = l(h, reverse=True)
t = ops.matmul(e, ops.transpose(emb.embeddings))
t = layers.Dense(2)(t)
t2 = e @ ops.transpose(emb.weights[0])
t2 = layers.Dense(2)(t2)
class TiedOut(layers.Layer):
    def __init__(self, emb, **kw):
        super().__init__(**kw)
        self.emb = emb
    def call(self, x):
        return ops.matmul(x, ops.transpose(self.emb.embeddings))
y = TiedOut(emb)(e)
m = keras.Model(i, [y, t, lg])
