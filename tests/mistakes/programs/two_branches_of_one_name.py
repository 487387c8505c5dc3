# source: keras-team/keras#11827
# wants: Both loops name their layers layer1, layer2: names must differ within a model.
import keras
from keras import layers

user = keras.Input((1,), name="user", dtype="int32")
item = keras.Input((1,), name="item", dtype="int32")
u = layers.Flatten()(layers.Embedding(100, 8)(user))
i = layers.Flatten()(layers.Embedding(500, 8)(item))
for number, units in enumerate([32, 16], 1):
    u = layers.Dense(units, activation="relu", name=f"layer{number}")(u)
for number, units in enumerate([64, 16], 1):
    i = layers.Dense(units, activation="relu", name="layer%d" % number)(i)
score = layers.Dot(axes=1)([u, i])
model = keras.Model([user, item], score)  # expected: duplicate-layer-name; raises: ValueError
