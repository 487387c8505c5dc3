# Layers that are asked what they are before others are made.
import keras
from keras import layers


x = keras.Input((5,))
d = layers.Dense(3)
assert not d.built
y = d(x)
assert d.built
print(d.input_spec, d.dtype, d.compute_dtype, d.variable_dtype, d.dtype_policy, d.losses, d.supports_masking, d.path)
if d.built:
    y = layers.Dense(4)(y)
if d.use_bias:
    y = layers.Dense(5)(y)
if d.bias is not None:
    y = layers.Dense(6)(y)
if d.weights:
    y = layers.Dense(9)(y)
if d.get_weights():
    y = layers.Dense(9)(y)
