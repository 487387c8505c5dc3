# Layers in lists, dictionaries and pairs; models given to models; flags of call.
import keras
from keras import layers, ops
import numpy as np


class M(keras.Model):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.blocks = []
        for u in [4, 5]:
            self.blocks.append(keras.Sequential([layers.Dense(u), layers.ReLU()]))
        self.heads = {k: layers.Dense(n, name=k) for k, n in {"x": 2, "y": 3}.items()}
        self.pairs = [(layers.Dense(2), layers.Dense(2)) for _ in range(2)]
        self.norm = layers.BatchNormalization()
    def build(self, input_shape):
        self.extra = layers.Dense(input_shape[-1])
        super().build(input_shape)
    def call(self, x, training=None):
        for b in self.blocks:
            x = b(x, training=training)
        x = self.norm(x, training=training)
        x = self.extra(x)
        for a, b in self.pairs:
            x = a(x) + b(x)
        return {k: h(x) for k, h in self.heads.items()}
m = M(name="mm")
o = m(np.zeros((2, 3), "float32"))
m.summary()
n = M()
n.build((None, 6))
y = n(keras.Input((6,)))


@keras.saving.register_keras_serializable()
class Two(keras.Model):
    def __init__(self, enc, dec=None, **kw):
        super().__init__(**kw)
        self.enc = enc
        self.dec = dec or layers.Dense(2)
    def call(self, inputs, training=False, return_z=False):
        z = self.enc(inputs, training=training)
        y = self.dec(z)
        if return_z:
            return y, z
        return y
    def get_config(self):
        return {"enc": keras.saving.serialize_keras_object(self.enc)}
    def compute_output_shape(self, s):
        return (s[0], 2)
t = Two(keras.Sequential([layers.Dense(3), layers.Dropout(0.1)]))
y = t(keras.Input((4,)))
y = t(np.ones((3, 4), "float32"), training=True)
w = layers.TimeDistributed(t)(keras.Input((5, 4)))
