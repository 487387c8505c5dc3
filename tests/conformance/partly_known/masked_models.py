"""Models whose own layers are given masks: what Keras calls the operations that make them is not
known, and so there is no summary; the rest is."""

import keras
from keras import layers, ops


class MeanOfCounted(layers.Layer):
    def call(self, inputs, mask=None):
        if mask is None:
            return ops.mean(inputs, axis=1)
        counted = ops.expand_dims(ops.cast(mask, "float32"), -1)
        return ops.sum(inputs * counted, axis=1)


words = keras.Input((None,), dtype="int32")
embedded = layers.Embedding(50, 6, mask_zero=True)(words)
reader = keras.Model(words, layers.Dense(2)(MeanOfCounted()(embedded)))

series = keras.Input((9, 3))
kept = MeanOfCounted()(layers.Dropout(0.1)(layers.Masking()(series)))
lost = MeanOfCounted()(layers.Conv1D(4, 2)(series))
both = keras.Model(series, [kept, lost])
