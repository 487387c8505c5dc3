"""Names put together in all the ways of Python."""

import keras
from keras import layers

prefix = "stage"
model = keras.Sequential(name="net_%s" % prefix)
model.add(keras.Input((16,), name="in" * 2))
for number in range(2):
    model.add(layers.Dense(8, name=f"{prefix}{number:02d}_dense"))
    model.add(layers.Dense(7, name="%s%d_b" % (prefix, number)))
    model.add(layers.Dense(6, name="{}_{n}_c".format(prefix, n=number + 1)))
    model.add(layers.Dense(5, name=prefix + "_" + str(number) + "_d"))
model.add(layers.Dense(4, name="-".join(["a", "b"]).upper().lower().replace("-", "_")))
