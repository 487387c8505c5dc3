"""Walrus, match, generators, recursion, try, star arguments and the like."""

import keras
from keras import layers


def pyramid(units):
    if units < 4:
        return []
    return [layers.Dense(units), *pyramid(units // 2)]


def stages(*sizes):
    for size in sizes:
        yield layers.Dense(size)
        yield layers.Activation("relu")


def pick(kind):
    match kind:
        case "batch":
            return layers.BatchNormalization()
        case "layer":
            return layers.LayerNormalization()
        case _:
            return layers.Identity()


model = keras.Sequential([keras.Input((32,)), *pyramid(16)])
if (count := len(model.layers)) > 2:
    model.add(layers.Dense(count))
for layer in stages(7, 6):
    model.add(layer)
for kind in ["layer", "batch", None]:
    model.add(pick(kind))
try:
    width = int("9")
except ValueError:
    width = 1
finally:
    depth = 2
total = 0
while True:
    total += 1
    if total > depth:
        break
    model.add(layers.Dense(width - total))
else:
    model.add(layers.Dense(99))
model.add(layers.Dense(sum(n for n in range(5) if n % 2)))
