"""Code lenses: where they stand, and what they say."""

from __future__ import annotations

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.ide.lenses import Baseline, lenses

from .marked import IMPORTS, analysed

FLATTEN_LATER = """\
model = Sequential()
model.add(Dense(units=64, activation='relu', input_shape=(28, 28, 1)))
model.add(Flatten())
model.add(Dense(units=10, activation='relu'))
"""

FLATTEN_FIRST = """\
model = Sequential()
model.add(Flatten(input_shape=(28, 28, 1)))
model.add(Dense(units=64, activation='relu'))
model.add(Dense(units=10, activation='relu'))
"""

FUNCTION = """\
def make(units):
    inputs = Input((4,))
    outputs = Dense(units)(inputs)
    model = keras.Model(inputs, outputs)
    return model


small = make(1)
"""

CLASS = """\
class Scaled(keras.Model):
    def __init__(self):
        super().__init__()
        self.dense = Dense(3)

    def call(self, inputs):
        return self.dense(inputs)


scaled = Scaled()
scaled(Input((4,)))
"""

WITHOUT_CALL = """\
encoder = Sequential([Input((4,)), Dense(2)])
decoder = Sequential([Input((2,)), Dense(4)])


class Autoencoder(keras.Model):
    def __init__(self):
        super().__init__()
        self.encoder = encoder
        self.decoder = decoder
        self.both = [encoder, decoder]
        self.loss_tracker = keras.metrics.Mean(name="loss")

    def train_step(self, data):
        return self.decoder(self.encoder(data))


model = Autoencoder()
model.compile("adam")
"""

LOCAL = """\
def main():
    model = Sequential([Input((4,)), Dense(1)])
    model.fit(x, y)


if __name__ == "__main__":
    main()
"""

DECORATED = """\
import functools


@functools.cache
def make():
    return Sequential([Input((4,)), Dense(1)])


make()
"""


def shown(
    program: str, evaluation: KerasEvaluation, earlier: str | None = None, committed: bool = True
) -> list[tuple[str, str]]:
    """The line below each lens, and what it says."""
    program = f"import keras\n{program}"
    analysis = analysed(program, evaluation)
    baseline = None
    if earlier is not None:
        baseline = Baseline.of(analysed(f"import keras\n{earlier}", evaluation), committed)
    lines = (IMPORTS + program).splitlines()
    found = lenses(analysis, baseline)
    return [(lines[lens.span.start.line], lens.title) for lens in found]


def test_above_an_assignment(evaluation: KerasEvaluation) -> None:
    expected = [("model = Sequential()", "Sequential · 501,898 params · 1.91 MB")]
    assert shown(FLATTEN_LATER, evaluation) == expected


def test_above_the_function_that_returns_it_and_where_it_is_called(
    evaluation: KerasEvaluation,
) -> None:
    title = "Functional · 5 params · 20 bytes"
    assert shown(FUNCTION, evaluation) == [
        ("def make(units):", title),
        ("small = make(1)", title),
    ]


def test_one_for_all_that_a_function_returns(evaluation: KerasEvaluation) -> None:
    program = FUNCTION + "large = make(3)\n"
    assert shown(program, evaluation) == [
        ("def make(units):", "Functional · 2 models · 5 … 15 params"),
        ("small = make(1)", "Functional · 5 params · 20 bytes"),
        ("large = make(3)", "Functional · 15 params · 60 bytes"),
    ]


def test_above_a_class(evaluation: KerasEvaluation) -> None:
    title = "Scaled · 15 params · 60 bytes"
    assert shown(CLASS, evaluation) == [
        ("class Scaled(keras.Model):", title),
        ("scaled = Scaled()", title),
    ]


def test_a_class_without_call_has_the_weights_that_it_holds(evaluation: KerasEvaluation) -> None:
    """As `summary()` counts: (4 + 1) · 2 and (2 + 1) · 4, the shared one once."""
    title = "Autoencoder · 22 params · 88 bytes"
    assert shown(WITHOUT_CALL, evaluation)[-2:] == [
        ("class Autoencoder(keras.Model):", title),
        ("model = Autoencoder()", title),
    ]
    held_unbuilt = WITHOUT_CALL.replace("self.decoder = decoder", "self.decoder = Dense(4)")
    assert shown(held_unbuilt, evaluation)[-1][1] == "Autoencoder · parameters not known"


def test_above_the_statement_where_a_function_keeps_it_for_itself(
    evaluation: KerasEvaluation,
) -> None:
    expected = [
        ("    model = Sequential([Input((4,)), Dense(1)])", "Sequential · 5 params · 20 bytes")
    ]
    assert shown(LOCAL, evaluation) == expected


def test_above_decorators(evaluation: KerasEvaluation) -> None:
    [(line, _), *_] = shown(DECORATED, evaluation)
    assert line == "@functools.cache"


def test_a_model_of_which_not_all_is_known(evaluation: KerasEvaluation) -> None:
    expected = [("model = Sequential([Dense(3)])", "Sequential · parameters not known")]
    assert shown("model = Sequential([Dense(3)])\n", evaluation) == expected


def test_a_count_that_depends_on_an_argument(evaluation: KerasEvaluation) -> None:
    [(_, title), *_] = shown(FUNCTION.replace("small = make(1)\n", ""), evaluation)
    assert title == "Functional · 5·units params"


@pytest.mark.parametrize(
    ("program", "earlier", "change"),
    [
        (FLATTEN_FIRST, FLATTEN_LATER, "−451,008 since last commit"),
        (FLATTEN_LATER, FLATTEN_FIRST, "+451,008 since last commit"),
        ("\n\nbefore = Dense(3)\n" + FLATTEN_FIRST, FLATTEN_LATER, "−451,008 since last commit"),
        (
            "other = Sequential([Input((1,)), Dense(1)], name='other')\n" + FLATTEN_FIRST,
            FLATTEN_LATER,
            "−451,008 since last commit",
        ),
        (FLATTEN_FIRST, FLATTEN_FIRST, None),
        (FLATTEN_FIRST, "", None),
        (FLATTEN_FIRST, "model = Sequential([Dense(3)])\n", None),
        (FLATTEN_FIRST, "model = Sequential(\n", None),
    ],
)
def test_the_change_since_the_last_commit(
    program: str, earlier: str, change: str | None, evaluation: KerasEvaluation
) -> None:
    """501,898 − 50,890 = 451,008."""
    _, title = shown(program, evaluation, earlier)[-1]
    assert title.split(" · ")[3:] == ([] if change is None else [change])


def test_the_change_since_the_last_save(evaluation: KerasEvaluation) -> None:
    [(_, title)] = shown(FLATTEN_FIRST, evaluation, FLATTEN_LATER, committed=False)
    assert title.endswith("−451,008 since last save")
