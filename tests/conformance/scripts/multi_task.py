"""Inputs and outputs by name."""

import keras
from keras import layers

inputs = {
    "age": keras.Input((1,), name="age"),
    "words": keras.Input((20,), dtype="int64", name="words"),
    "picture": keras.Input((16, 16, 3), name="picture"),
}
text = layers.GlobalAveragePooling1D()(layers.Embedding(100, 8, mask_zero=True)(inputs["words"]))
picture = layers.Flatten()(layers.Conv2D(4, 3)(inputs["picture"]))
together = layers.concatenate([inputs["age"], text, picture])
trunk = layers.Dense(16, activation="relu")(together)
outputs = {name: layers.Dense(units, name=name)(trunk) for name, units in [("kind", 5), ("price", 1)]}
model = keras.Model(inputs, outputs)
model.compile("adam", loss={"kind": "sparse_categorical_crossentropy", "price": "mse"})

again = model(
    {
        "age": keras.Input((1,)),
        "words": keras.Input((20,), dtype="int64"),
        "picture": keras.Input((16, 16, 3)),
    }
)
summed = layers.Add()([again["price"], again["price"]])
