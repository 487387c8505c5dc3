# Inputs and outputs in dictionaries and nested lists.
import keras
from keras import layers, ops
import numpy as np
import tensorflow as tf


a = keras.Input((3,), name="a"); b = keras.Input((4,), name="b")
y = layers.Dense(2)(layers.concatenate([a, b]))
z = layers.Dense(5)(a)
m = keras.Model(inputs={"a": a, "b": b}, outputs={"y": y, "z": z})
o = m({"a": keras.Input((3,)), "b": keras.Input((4,))})
k = layers.Dense(2)(o["y"])
n = keras.Model([a, [b]], [y, [z]])
o2 = n([keras.Input((3,)), [keras.Input((4,))]])
k = layers.Dense(2)(o2[1][0])
p = keras.Model(inputs=[m.input["a"], m.input["b"]], outputs=m.output["z"])
q = keras.Model(m.inputs, m.outputs)
o3 = m([keras.Input((3,)), keras.Input((4,))])
m.output_names, m.output_shape, m.input_shape
k = layers.Dense(m.output_shape[0][-1])(y)


class M(keras.Model):
    def __init__(self):
        super().__init__()
        self.a = layers.Dense(3); self.b = layers.Dense(4); self.c = layers.Concatenate()
    def call(self, inputs):
        x, y = inputs["x"], inputs["y"]
        return self.c([self.a(x), self.b(y)])
m = M()
y = m({"x": keras.Input((2,)), "y": keras.Input((3,))})
class N(keras.Model):
    def __init__(self):
        super().__init__()
        self.a = layers.Dense(3); self.b = layers.Dense(4); self.c = layers.Concatenate()
    def call(self, x, y=None, training=None):
        return self.c([self.a(x), self.b(y)])
n = N()
y = n(keras.Input((2,)), y=keras.Input((3,)))
n2 = N()
y = n2(np.zeros((1, 2)), np.zeros((1, 3)))
n3 = N()
y = n3(tf.random.normal((1, 2)), tf.random.uniform((1, 3)))


class M(keras.Model):
    def __init__(self, units=(8, 4)):
        super().__init__()
        self.ls = [layers.Dense(u) for u in units]
        self.d = {"a": layers.Dense(3), "b": layers.Dense(2)}
        self.block = keras.Sequential([layers.Dense(5), layers.Dense(6)])
    def call(self, x, training=None, mask=None):
        for l in self.ls:
            x = l(x)
        x = self.block(x)
        return {"a": self.d["a"](x), "b": self.d["b"](x)}
m = M()
out = m(np.zeros((2, 3), "float32"))
m2 = M()
i = keras.Input((3,))
o = m2(i)
f = keras.Model(i, o)
y = layers.Dense(2)(o["a"])
