"""Numbers that are worked out: constants, arithmetic, tuples, unpacking, strings."""

import math

from keras import layers, models

IMG = 96
PATCH = IMG // 8
CHANNELS = 3
INPUT_SHAPE = (PATCH,) * 2 + (CHANNELS,)
*_, depth = INPUT_SHAPE
first, *rest = [8, 16, 32]
kernel = (3, 3) if depth > 1 else 3
units = max(rest) + min(first, 10) - abs(-4)
widths = [2**n for n in range(3, 6)]
common = dict(padding="same", activation="relu")
scale = {True: 2, False: 1}[PATCH % 2 == 0]

model = models.Sequential(name="_".join(["model", str(PATCH)]))
model.add(layers.Conv2D(first * scale, kernel, input_shape=INPUT_SHAPE, **common))
model.add(layers.Conv2D(sum(rest), kernel, strides=round(1.6), **common))
model.add(layers.Flatten())
model.add(layers.Dense(units))
model.add(layers.Dense(widths[-1] % 7 + len(widths)))
model.add(layers.Dense(int(math.sqrt(81)) + math.ceil(2.1) + (1 << 3)))
model.add(layers.Dense(divmod(17, 5)[0], name="out" + "put"))
