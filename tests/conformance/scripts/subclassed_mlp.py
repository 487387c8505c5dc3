"""A subclassed model whose layers stand in lists and dictionaries, and a class above it."""

import keras
from keras import layers


class Base(keras.Model):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.hidden = [layers.Dense(one, activation="relu") for one in units]
        self.heads = {"a": layers.Dense(2), "b": layers.Dense(3)}

    def features(self, x):
        for layer in self.hidden:
            x = layer(x)
        return x

    def call(self, inputs, training=None):
        x = self.features(inputs)
        return {name: head(x) for name, head in self.heads.items()}


class WithDropout(Base):
    def __init__(self, *args, rate=0.5, **kwargs):
        super().__init__(*args, **kwargs)
        self.dropout = layers.Dropout(rate)

    def features(self, x):
        return self.dropout(super().features(x))


plain = Base([16, 8], name="plain")
plain(keras.Input((4,)))
dropped = WithDropout([32], rate=0.1)
result = dropped(keras.ops.zeros((5, 7)))
dropped.hidden[0].trainable = False
