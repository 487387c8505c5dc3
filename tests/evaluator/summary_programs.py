"""Prints the summaries of models as real programs make them: `python summary_programs.py`.

Each function's program is described as a recipe in `test_summarize.py`. The output of each
starts with a line that has the function's name behind a mark.
"""

import keras
from keras import layers

MARK = "### "


def founding_example() -> None:
    model = keras.Sequential()
    model.add(layers.Dense(units=64, activation="relu", input_shape=(28, 28, 1)))
    model.add(layers.Flatten())
    model.add(layers.Dense(units=10, activation="relu"))
    model.summary()


def workaround() -> None:
    model = keras.Sequential()
    model.add(
        layers.Dense(
            units=1,
            activation="linear",
            use_bias=False,
            trainable=False,
            kernel_initializer=keras.initializers.Ones(),
            input_shape=(28, 28, 1),
        )
    )
    model.add(layers.Flatten())
    model.add(layers.Dense(64))
    model.add(layers.Dense(10))
    model.summary()


def unbuilt() -> None:
    model = keras.Sequential([layers.Dense(4), layers.Dropout(0.5), layers.Dense(5)])
    model.summary()


def empty() -> None:
    keras.Sequential(name="nothing").summary()


def built_later() -> None:
    model = keras.Sequential([layers.Dense(4, name="first"), layers.BatchNormalization()])
    model.build((None, 8))
    model.summary()


def partly_built() -> None:
    first = layers.Dense(4)
    first(keras.Input((3,)))
    keras.Sequential([first, layers.Dense(5)]).summary()


def frozen_model() -> None:
    model = keras.Sequential(
        [keras.Input((8,)), layers.Dense(4), layers.BatchNormalization(), layers.Dense(1)]
    )
    model.trainable = False
    model.summary()


def frozen_layer() -> None:
    model = keras.Sequential([keras.Input((8,)), layers.Dense(4), layers.Dense(1)])
    model.layers[0].trainable = False
    model.summary(show_trainable=True)


def nested() -> None:
    encoder = keras.Sequential([keras.Input((28, 28, 1)), layers.Conv2D(8, 3)], name="encoder")
    model = keras.Sequential([encoder, layers.Flatten(), layers.Dense(3)])
    model.summary(expand_nested=True)


def nested_and_unbuilt() -> None:
    inner = keras.Sequential([layers.Dense(4), layers.Dense(2)], name="inner")
    keras.Sequential([inner, layers.Dense(3)], name="outer").summary(expand_nested=True)


def shared() -> None:
    twice = layers.Dense(8, name="twice")
    keras.Sequential([keras.Input((8,)), twice, layers.ReLU(), twice]).summary()


def wrapped() -> None:
    model = keras.Sequential([keras.Input((10, 4)), layers.Bidirectional(layers.LSTM(8))])
    model.add(layers.Dense(1, activation="sigmoid"))
    model.summary(line_length=100)


def mixed_precision() -> None:
    keras.config.set_dtype_policy("mixed_float16")
    model = keras.Sequential([keras.Input((8,)), layers.Dense(4, dtype="float64")])
    model.add(layers.Dense(1000))
    model.summary()
    keras.config.set_dtype_policy("float32")


def long_and_odd_names() -> None:
    name = "a_model_with_a_name_that_is_so_long_that_it_does_not_fit_a_line_of_a_terminal[bold]"
    model = keras.Sequential([keras.Input((8,))], name=name)
    model.add(layers.Dense(4, name="[red]a_layer_with_a_name_longer_than_its_column[:red]"))
    model.summary()


PROGRAMS = [
    founding_example,
    workaround,
    unbuilt,
    empty,
    built_later,
    partly_built,
    frozen_model,
    frozen_layer,
    nested,
    nested_and_unbuilt,
    shared,
    wrapped,
    mixed_precision,
    long_and_odd_names,
]

if __name__ == "__main__":
    for program in PROGRAMS:
        keras.utils.clear_session()
        print(f"{MARK}{program.__name__}")
        program()
