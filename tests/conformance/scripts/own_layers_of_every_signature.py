# Own __call__, build and call with several inputs, dictionaries, keywords.
import keras
from keras import layers, ops


x = keras.Input((10,))
class Gate(layers.Layer):
    def __call__(self, x, *args, **kwargs):
        return super().__call__(x, *args, **kwargs)
    def call(self, x, *args, **kwargs):
        return x * 2
y = Gate()(x)
class Kw(layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.d = layers.Dense(3)
    def call(self, inputs, **kwargs):
        return self.d(inputs)
y = Kw(name="kw")(x, training=False) if False else Kw(name="kw")(x)
class Multi(layers.Layer):
    def build(self, input_shape):
        a, b = input_shape
        self.d = layers.Dense(a[-1] + b[-1])
        self.d.build(a)
        self.built = True
    def call(self, inputs):
        a, b = inputs
        return self.d(a)
y = Multi()([x, keras.Input((3,))])
class Dicts(layers.Layer):
    def build(self, input_shape):
        self.k = self.add_weight(shape=(input_shape["a"][-1], 2))
    def call(self, inputs):
        return {"o": inputs["a"] @ self.k, "b": inputs["b"]}
y = Dicts()({"a": x, "b": keras.Input((3,))})
z = layers.Dense(2)(y["o"])
class Sep(layers.Layer):
    def build(self, a_shape, b_shape):
        self.k = self.add_weight(shape=(a_shape[-1], b_shape[-1]))
    def call(self, a, b):
        return a @ self.k + b
y = Sep()(x, keras.Input((3,)))
m = [layers.TimeDistributed(keras.Sequential([layers.Dense(2)])) for _ in range(2)]
t = keras.Input((3, 4))
for l in m:
    t = l(t)
