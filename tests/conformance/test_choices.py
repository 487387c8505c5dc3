"""Conditions that are not known: what is shown is what real Keras makes on each of the ways, and
nothing that it makes on none."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from .comparison import LayerOutcome, layer_outcomes
from .recorder import claim, observe

KNOWN = "from itertools import cycle\nways = cycle({ways})\ndef way():\n    return next(ways)\n"
UNKNOWN = "import random\n\ndef way():\n    return random.random() < 0.5\n"
IMPORTS = "import keras\nfrom keras import layers\n\n"

PROGRAMS = {
    "a configuration": """
if way():
    filters, kernel, pooling = 8, 3, layers.MaxPooling2D
elif way():
    filters, kernel, pooling = 16, 5, layers.AveragePooling2D
else:
    filters, kernel, pooling = 32, 7, layers.AveragePooling2D
inputs = keras.Input((64, 64, 3))
x = layers.Conv2D(filters, kernel)(inputs)
x = pooling(kernel)(x)
x = layers.Conv2D(2 * filters, (kernel, 1))(x)
y = layers.Conv2D(2 * filters, (kernel, 1), padding="same")(x)
z = layers.add([x, y])
model = keras.Model(inputs, layers.Dense(5)(layers.Flatten()(z)))
""",
    "lists of sizes": """
if way():
    sizes = []
    for power in range(3):
        sizes.append(2**power)
else:
    sizes = [100]
model = keras.Sequential([keras.Input((64,))])
for width in sizes:
    model.add(layers.Dense(width))
model.add(layers.Dense(len(sizes)))
""",
    "an early return": """
def head(features):
    if way():
        return layers.Dense(4)(features), 4
    return layers.Dense(6, use_bias=False)(features), 6

out, width = head(keras.Input((12,)))
again = layers.Reshape((width, 1))(out)
last = layers.Conv1D(width, 2)(again)
""",
    "two choices": """
units = 3 if way() else 4
x = layers.Dense(units)(keras.Input((8,)))
if way():
    x = layers.Dense(2 * units)(x)
else:
    x = layers.Dropout(0.5)(x)
y = layers.Dense(1)(x)
""",
    "a dictionary": """
settings = {"units": 5, "bias": True}
if way():
    settings["units"] = 7
    settings["bias"] = False
x = layers.Dense(settings["units"], use_bias=settings["bias"])(keras.Input((8,)))
""",
    "a class": """
class Block(layers.Layer):
    def __init__(self, units, deep):
        super().__init__()
        self.first = layers.Dense(units)
        self.rest = [layers.Dense(units + 1) for _ in range(2)] if deep else []

    def call(self, inputs):
        x = self.first(inputs)
        for layer in self.rest:
            x = layer(x)
        return x

units, deep = (4, True) if way() else (6, False)
y = Block(units, deep)(keras.Input((3,)))
z = layers.Dense(2)(y)
""",
    "a model that has a layer or not": """
model = keras.Sequential()
model.add(keras.Input((28, 28, 1)))
if way():
    model.add(layers.Conv2D(4, 3))
model.add(layers.Flatten())
if way():
    model.add(layers.Dropout(0.3))
model.add(layers.Dense(10))
""",
}

Accounts = dict[str, tuple[list[dict[str, Any]], dict[str, Any]]]


@pytest.fixture(scope="module")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> Accounts:
    """Of each program what real Keras makes on each of its ways, and what is shown."""
    folder = tmp_path_factory.mktemp("choices")
    taken: dict[str, list[Path]] = {}
    untaken: dict[str, Path] = {}
    for number, (name, program) in enumerate(PROGRAMS.items()):
        text = IMPORTS + program
        untaken[name] = _written(folder / f"program_{number}.py", UNKNOWN + text)
        taken[name] = [
            _written(folder / f"program_{number}_{turn}.py", KNOWN.format(ways=list(ways)) + text)
            for turn, ways in enumerate(itertools.product((True, False), repeat=2))
        ]
    observed = observe([path for paths in taken.values() for path in paths])["scripts"]
    claimed = claim(list(untaken.values()), folder / "cache")
    return {
        name: ([observed[str(path)] for path in taken[name]], claimed[str(untaken[name])])
        for name in PROGRAMS
    }


def _written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", PROGRAMS)
def test_all_ways_are_shown_and_no_other(name: str, accounts: Accounts) -> None:
    real, claimed = accounts[name]
    facts: set[LayerOutcome] = set()
    for account in real:
        assert account["error"] is None, account["error"]
        facts.update(layer_outcomes(account))
    shown = set(layer_outcomes(claimed))
    assert {_without_name(one) for one in shown if not one.optional} == {
        _without_name(one) for one in facts if not one.optional
    }
    assert all(one.name == "?" or one in facts for one in shown)


def _without_name(outcome: LayerOutcome) -> LayerOutcome:
    """A name that differs from way to way is shown as `?`."""
    return replace(outcome, name=None)
