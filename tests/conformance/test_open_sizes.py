"""Functions that nobody calls: what is shown in the names of their parameters is, with numbers
in place of the names, what real Keras makes of a call with these numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest

from .comparison import UNKNOWN, LayerOutcome, layer_outcomes
from .recorder import claim, observe

IMPORTS = "import keras\nfrom keras import layers\n\n"


@dataclass(frozen=True)
class Program:
    """text: a program with a function `build` that is not called. calls: its arguments, in
    each of several calls. known: how many outcomes of layers are shown at least. all_ways: it
    has branches that a call takes or does not."""

    text: str
    calls: tuple[dict[str, int], ...]
    known: int
    all_ways: bool = False


PROGRAMS = {
    "classifier": Program(
        """
def build(num_classes, hidden, rate=0.5):
    inputs = keras.Input((28, 28, 1))
    x = layers.Conv2D(hidden, 3, padding="same", activation="relu")(inputs)
    x = layers.BatchNormalization()(x)
    x = layers.MaxPooling2D()(x)
    x = layers.Conv2D(2 * hidden, 3, use_bias=False)(x)
    x = layers.Flatten()(x)
    x = layers.Dropout(rate)(x)
    x = layers.Dense(hidden * hidden + 1)(x)
    outputs = layers.Dense(num_classes, activation="softmax")(x)
    return keras.Model(inputs, outputs)
""",
        ({"num_classes": 10, "hidden": 8}, {"num_classes": 2, "hidden": 5}),
        8,
    ),
    "images of any size": Program(
        """
def build(height, width, filters):
    inputs = keras.Input((height, width, 3))
    x = layers.Conv2D(filters, 3, strides=2, padding="same")(inputs)
    x = layers.Conv2D(filters, 3, strides=2)(x)
    x = layers.MaxPooling2D()(x)
    x = layers.UpSampling2D()(x)
    x = layers.ZeroPadding2D()(x)
    y = layers.GlobalAveragePooling2D()(x)
    return keras.Model(inputs, layers.Dense(5)(y))
""",
        (
            {"height": 64, "width": 48, "filters": 8},
            {"height": 61, "width": 99, "filters": 3},
            {"height": 62, "width": 63, "filters": 1},
        ),
        7,
    ),
    "strides that leave no name": Program(
        """
def build(size):
    inputs = keras.Input((size, 8))
    x = layers.Conv1D(4, 3, strides=31)(inputs)
    x = layers.Dense(6)(x)
    return keras.Model(inputs, x)
""",
        ({"size": 100}, {"size": 401}),
        2,
    ),
    "sequences": Program(
        """
def build(vocabulary, units, steps):
    return keras.Sequential([
        keras.Input((steps,)),
        layers.Embedding(vocabulary, units),
        layers.LSTM(units, return_sequences=True),
        layers.Bidirectional(layers.GRU(units // 2)),
        layers.Dense(vocabulary),
    ])
""",
        ({"vocabulary": 50, "units": 8, "steps": 12}, {"vocabulary": 7, "units": 5, "steps": 3}),
        4,
    ),
    "attention": Program(
        """
def build(heads, width, blocks=2):
    x = inputs = keras.Input((20, 32))
    for _ in range(blocks):
        y = layers.LayerNormalization()(x)
        y = layers.MultiHeadAttention(heads, width)(y, y)
        x = layers.Add()([x, y])
        y = layers.Dense(4 * width, activation="gelu")(x)
        y = layers.Dense(x.shape[-1])(y)
        x = x + y
    return keras.Model(inputs, x)
""",
        ({"heads": 4, "width": 16}, {"heads": 1, "width": 7}),
        10,
    ),
    "layers and models of its own": Program(
        """
class Encoder(keras.Model):
    def __init__(self, latent):
        super().__init__()
        self.hidden = layers.Dense(2 * latent)
        self.out = layers.Dense(latent)

    def call(self, inputs):
        return self.out(self.hidden(inputs))

class Scale(layers.Layer):
    def build(self, input_shape):
        self.scale = self.add_weight(shape=(input_shape[-1],))

    def call(self, inputs):
        return inputs * self.scale

def build(latent):
    inputs = keras.Input((7,))
    x = Encoder(latent)(inputs)
    x = Scale()(x)
    return keras.Model(inputs, layers.Dense(3)(x))
""",
        ({"latent": 4}, {"latent": 9}),
        5,
    ),
    "a branch": Program(
        """
def build(num_classes, wide):
    inputs = keras.Input((16,))
    if num_classes == 2:
        units, activation = 1, "sigmoid"
    else:
        units, activation = num_classes, "softmax"
    width = 64 if wide else 32
    x = layers.Dense(width)(inputs)
    x = layers.Dense(2 * width)(x)
    return keras.Model(inputs, layers.Dense(units, activation=activation)(x))
""",
        ({"num_classes": 2, "wide": 0}, {"num_classes": 5, "wide": 1}),
        6,
        all_ways=True,
    ),
    "arguments that need not be numbers": Program(
        """
def build(kernel, pool, units):
    inputs = keras.Input((32, 32, 3))
    x = layers.Conv2D(8, kernel)(inputs)
    x = layers.MaxPooling2D(pool)(x)
    return keras.Model(inputs, layers.Dense(units)(layers.Flatten()(x)))
""",
        ({"kernel": 3, "pool": 2, "units": 4},),
        0,
    ),
}


@dataclass(frozen=True)
class Accounts:
    real: dict[tuple[str, int], dict[str, Any]]
    claimed: dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> Accounts:
    """What real Keras makes of each call, and what is shown without one."""
    folder = tmp_path_factory.mktemp("open_sizes")
    called: dict[tuple[str, int], Path] = {}
    uncalled: dict[str, Path] = {}
    for number, (name, program) in enumerate(PROGRAMS.items()):
        uncalled[name] = folder / f"program_{number}.py"
        uncalled[name].write_text(IMPORTS + program.text, encoding="utf-8")
        for turn, arguments in enumerate(program.calls):
            path = folder / f"program_{number}_call_{turn}.py"
            path.write_text(f"{IMPORTS}{program.text}\nbuild(**{arguments})\n", encoding="utf-8")
            called[name, turn] = path
    observed = observe(list(called.values()))["scripts"]
    claimed = claim(list(uncalled.values()), folder / "cache")
    return Accounts(
        {key: observed[str(path)] for key, path in called.items()},
        {name: claimed[str(path)] for name, path in uncalled.items()},
    )


def number(text: str, arguments: dict[str, int]) -> int:
    """The value of a text such as `2·n² + (n + 1) // 2` with numbers for its names."""
    python = text.replace(",", "").replace("·", "*")
    python = re.sub("[⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda found: f"**{normalize('NFKC', found[0])}", python)
    value = eval(python, {"__builtins__": {}}, dict(arguments))
    assert value == int(value)
    return int(value)


def with_numbers(layer: dict[str, Any], arguments: dict[str, int]) -> dict[str, Any]:
    """What is claimed of a layer, with numbers in place of the names; `?` stays."""

    def size(one: Any) -> Any:
        return number(one, arguments) if isinstance(one, str) and one != UNKNOWN else one

    shapes = {
        key: [[size(one) for one in shape] for shape in layer[key]]
        for key in ("input_shapes", "output_shapes")
    }
    formula = layer.get("params_formula")
    params = layer["params"] if formula is None else number(formula, arguments)
    return {**layer, **shapes, "params": params}


def fits(claim: LayerOutcome, fact: LayerOutcome) -> bool:
    """Whether they are the same but for what is left open, and for what is trained, of which
    no formula is told."""

    def bare(outcome: LayerOutcome) -> LayerOutcome:
        return replace(
            outcome, input_shapes=(), output_shapes=(), trainable_params=None, params=None
        )

    shapes = zip(
        (*claim.input_shapes, *claim.output_shapes),
        (*fact.input_shapes, *fact.output_shapes),
        strict=True,
    )
    return (
        bare(claim) == bare(fact)
        and claim.params in (None, fact.params)
        and all(
            len(one) == len(other)
            and all(a in (UNKNOWN, b) for a, b in zip(one, other, strict=True))
            for one, other in shapes
        )
    )


@pytest.mark.parametrize("name", PROGRAMS)
def test_with_numbers_for_its_names_it_is_what_keras_makes(name: str, accounts: Accounts) -> None:
    program, claimed = PROGRAMS[name], accounts.claimed[name]
    for turn, arguments in enumerate(program.calls):
        real = accounts.real[name, turn]
        assert real["error"] is None, real["error"]
        facts = layer_outcomes(real)
        shown = layer_outcomes(
            {"layers": [with_numbers(layer, arguments) for layer in claimed["layers"]]}
        )
        shown = [outcome for outcome in shown if outcome.class_name != "InputLayer"]
        assert len(shown) >= program.known
        places = {outcome.place for outcome in shown}
        for fact in facts:
            assert fact.place not in places or any(fits(one, fact) for one in shown), fact
        if not program.all_ways:
            for one in shown:
                assert any(fits(one, fact) for fact in facts), one


@pytest.mark.parametrize("name", PROGRAMS)
def test_totals_are_those_of_keras(name: str, accounts: Accounts) -> None:
    program = PROGRAMS[name]
    models = [one for one in accounts.claimed[name]["models"] if not program.all_ways]
    for turn, arguments in enumerate(program.calls):
        totals = {one["total_params"] for one in accounts.real[name, turn]["models"]}
        for model in models:
            if "total_params_formula" in model:
                assert number(model["total_params_formula"], arguments) in totals
            else:
                assert model["total_params"] in {None, *totals}
