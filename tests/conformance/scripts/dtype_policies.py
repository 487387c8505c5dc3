# Policies of the program and of single layers.
import keras
from keras import layers, ops


keras.mixed_precision.set_global_policy("mixed_float16")
i = keras.Input((8, 8, 3))
x = layers.Conv2D(4, 3)(i)
x = layers.Flatten()(x)
x = layers.Dense(4)(x)
x = layers.Dense(3, dtype="float32", activation="softmax")(x)
x = layers.Activation("softmax", dtype="float32")(x)
m = keras.Model(i, x)
print(x.dtype, m.layers[1].compute_dtype, m.layers[1].dtype_policy)
keras.mixed_precision.set_global_policy("float32")
d = layers.Dense(3, dtype=keras.mixed_precision.DTypePolicy("mixed_bfloat16"))(i)
d = layers.Dense(3, dtype=keras.DTypePolicy("bfloat16"))(d)
keras.config.set_dtype_policy("float64")
e = layers.Dense(3)(d)
