# Models built in several ways are copied; the names of those made afterwards.
import keras
from keras import layers, ops
import numpy as np


a = keras.Sequential([layers.Dense(3), layers.Dense(2)])
a.build((None, 5))
b = keras.models.clone_model(a)
c = keras.models.clone_model(b)
d = keras.Sequential.from_config(b.get_config())
i = keras.Input((4,))
m = keras.Model(i, layers.Dense(2)(i))
h = keras.Model(i, layers.Dense(2)(i))
s = keras.Sequential([keras.Input((4,)), layers.Dense(2)])
s.trainable = False
t = keras.models.clone_model(s)
u = keras.Model(i, layers.Dense(2)(i))


m = keras.Sequential([layers.Input(shape=(10,)), layers.Dense(5, name="x")])
m.layers[0].trainable = False
m.get_layer("x").trainable = True
m.add(layers.Dense(2))
m.compile("adam", "mse")
m.trainable = False
n = keras.Sequential([m, layers.Dense(2)])
n.build((None, 10))
for v in m.trainable_variables:
    pass
p = keras.Model(m.inputs, m.layers[0].output)
q = keras.Sequential(m.layers[:1] + [layers.Dense(3)])
q.build(m.input_shape)
r = keras.Sequential()
for l in n.layers:
    r.add(l)
r.summary()
y = layers.Dense(r.count_params())(r.outputs[0])
w = m.get_weights()[0].shape
y = layers.Dense(w[1])(y)
y = layers.Dense(m.layers[1].kernel.shape[0])(y)
m.layers[1].kernel.assign(np.zeros((5, 2)))
