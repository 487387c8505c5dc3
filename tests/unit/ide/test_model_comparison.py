"""Two models side by side: which layers belong together, and what differs of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.ide.model_comparison import ComparedLayer, ModelComparison, compare, written

from .model_views.programs import IMPORTS
from .model_views.viewing import viewed

MISTAKE = """\
model = Sequential([
    Input((28, 28, 1)),
    layers.Dense(64),
    layers.Flatten(),
    layers.Dense(10),
])
"""

FIXED = """\
model = Sequential([
    Input((28, 28, 1)),
    layers.Flatten(),
    layers.Dense(64),
    layers.Dense(10),
])
"""

CONVOLUTIONS = """\
model = Sequential([
    Input((64, 64, 3)),
    layers.Conv2D(16, 3, padding="same"),
    layers.Conv2D(16, 3, padding="same"),
    layers.MaxPooling2D(),
    layers.Conv2D(32, 3, padding="same"),
    layers.Conv2D(32, 3, padding="same"),
])
"""

BRANCHES = """\
given = Input((8,), name="given")
left = layers.Dense(4, name="left")(given)
right = layers.Dense(5, name="right")(given)
model = Model(given, layers.Concatenate()([left, right]))
"""

NESTED = """\
encoder = Sequential([Input((8,)), layers.Dense(16), layers.ReLU()], name="encoder")
model = Sequential([Input((8,)), encoder, layers.Dense(2)])
"""

OPEN = """\
import os
model = Sequential([Input((4,)), layers.Dense(3), layers.Dense(2)])
"""


CONNECTED = ("Connected to", "–", "input_layer", "input_layer →", "dense", "flatten →")
"""What stands in the last column of the text about `MISTAKE` and `FIXED`."""


class Comparing:
    def __init__(self, evaluation: KerasEvaluation) -> None:
        self._evaluation = evaluation

    def __call__(self, before: str, after: str) -> ModelComparison:
        one, other = (viewed(IMPORTS + text, self._evaluation) for text in (before, after))
        return compare(one, other)

    def rows(self, before: str, after: str) -> list[str]:
        """`~ dense: shape params`, `+ flatten`, `− flatten`, `= dense`; `?` where it is unsure."""
        return list(_rows(self(before, after).layers))


@pytest.fixture
def comparing(evaluation: KerasEvaluation) -> Comparing:
    return Comparing(evaluation)


def _rows(layers: Sequence[ComparedLayer], indent: str = "") -> Iterator[str]:
    marks = {"same": "=", "changed": "~", "added": "+", "removed": "−", "unsure": "?"}
    for layer in layers:
        shown = layer.right or layer.left
        assert shown is not None
        parts = [*layer.changes, *(f"{part}?" for part in layer.unsure)]
        name = shown.id.rpartition("/")[2]
        yield f"{indent}{marks[layer.state]} {name}" + (f": {' '.join(parts)}" if parts else "")
        yield from _rows(layer.layers, f"{indent}  ")


def test_a_model_with_itself(comparing: Comparing) -> None:
    found = comparing(NESTED, NESTED)
    assert all(layer.state == "same" for layer in found.layers)
    assert {name: count.difference for name, count in found.totals.items()} == {
        "params": 0,
        "trainable": 0,
        "nonTrainable": 0,
        "bytes": 0,
    }


def test_a_layer_that_stands_elsewhere_now(comparing: Comparing) -> None:
    found = comparing(MISTAKE, FIXED)
    assert list(_rows(found.layers)) == [
        "= input_layer",
        "+ flatten",
        "~ dense: shape params connections",
        "− flatten",
        "~ dense~2: params connections",
    ]
    assert found.totals["params"].difference == 50_890 - 501_898
    assert found.totals["bytes"].difference == 4 * (50_890 - 501_898)
    assert dict(found.counts) == {"same": 1, "added": 1, "changed": 2, "removed": 1}


def test_another_number_of_units_changes_what_follows(comparing: Comparing) -> None:
    assert comparing.rows(FIXED, FIXED.replace("64", "128")) == [
        "= input_layer",
        "= flatten",
        "~ dense: shape params",
        "~ dense~2: params",
    ]


def test_a_layer_between_layers_of_its_class(comparing: Comparing) -> None:
    more = FIXED.replace("    layers.Dense(64)", "    layers.Dense(99),\n    layers.Dense(64)")
    assert comparing.rows(FIXED, more) == [
        "= input_layer",
        "= flatten",
        "+ dense",
        "~ dense~2: params connections",
        "= dense~3",
    ]
    assert comparing.rows(more, FIXED) == [
        "= input_layer",
        "= flatten",
        "− dense",
        "~ dense: params connections",
        "= dense~2",
    ]


def test_a_layer_before_all_others_leaves_them_what_they_are(comparing: Comparing) -> None:
    pooled = CONVOLUTIONS.replace("3)),\n", "3)),\n    layers.MaxPooling2D(),\n", 1)
    assert comparing.rows(CONVOLUTIONS, pooled) == [
        "= input_layer",
        "+ max_pooling2d",
        "~ conv2d: shape connections",
        "~ conv2d~2: shape",
        "~ max_pooling2d~2: shape",
        "~ conv2d~3: shape",
        "~ conv2d~4: shape",
    ]


def test_another_layer_of_its_kind_takes_its_place(comparing: Comparing) -> None:
    other = CONVOLUTIONS.replace("MaxPooling2D()", "AveragePooling2D(2)")
    assert comparing.rows(CONVOLUTIONS, other)[3] == "~ average_pooling2d: class"


def test_one_layer_in_the_place_of_one_other(comparing: Comparing) -> None:
    assert comparing.rows(FIXED, FIXED.replace("Flatten", "GlobalAveragePooling2D")) == [
        "= input_layer",
        "~ global_average_pooling2d: class shape",
        "~ dense: params",
        "= dense~2",
    ]


def test_given_names_belong_together_wherever_they_stand(comparing: Comparing) -> None:
    lines = BRANCHES.splitlines(keepends=True)
    swapped = "".join([lines[0], lines[2], lines[1], lines[3]])
    assert sorted(comparing.rows(BRANCHES, swapped)) == [
        "= concatenate",
        "= given",
        "= left",
        "= right",
    ]
    exchanged = BRANCHES.replace("[left, right]", "[right, left]")
    assert "~ concatenate: connections" in comparing.rows(BRANCHES, exchanged)


def test_a_given_name_keeps_its_layer_whatever_that_is(comparing: Comparing) -> None:
    other = BRANCHES.replace('layers.Dense(4, name="left")', 'layers.Dropout(0.5, name="left")')
    assert "~ left: class shape params" in comparing.rows(BRANCHES, other)


def test_another_given_name(comparing: Comparing) -> None:
    assert "~ wide: name" in comparing.rows(BRANCHES, BRANCHES.replace('"left"', '"wide"'))


def test_automatic_names_are_no_difference(comparing: Comparing) -> None:
    above = "other = Sequential([Input((4,)), layers.Dense(1)])\n"
    found = comparing(FIXED, above + FIXED)
    assert {layer.state for layer in found.layers} == {"same"}


def test_layers_inside_of_a_model(comparing: Comparing) -> None:
    assert comparing.rows(NESTED, NESTED.replace("layers.ReLU()", "layers.Dropout(0.5)")) == [
        "= input_layer",
        "~ encoder",
        "  = input_layer",
        "  = dense",
        "  ~ dropout: class",
        "= dense",
    ]
    alone = NESTED.replace("encoder, ", "")
    found = comparing(NESTED, alone)
    assert list(_rows(found.layers)) == [
        "= input_layer",
        "− encoder",
        "  − input_layer",
        "  − dense",
        "  − re_lu",
        "~ dense: params connections",
    ]
    assert dict(found.counts) == {"same": 1, "removed": 1, "changed": 1}


def test_frozen_layers(comparing: Comparing) -> None:
    frozen = NESTED + "encoder.trainable = False\n"
    found = comparing(NESTED, frozen)
    assert list(_rows(found.layers)) == [
        "= input_layer",
        "~ encoder: trainable",
        "  = input_layer",
        "  ~ dense: trainable",
        "  = re_lu",
        "= dense",
    ]
    assert found.totals["params"].difference == 0
    assert found.totals["trainable"].difference == -(8 * 16 + 16)


def test_what_one_side_does_not_know_is_no_change(comparing: Comparing) -> None:
    unknown = OPEN.replace("Dense(3)", 'Dense(int(os.environ["UNITS"]))')
    found = comparing(OPEN, unknown)
    assert [layer.state for layer in found.layers] == ["same", "unsure", "unsure"]
    assert found.totals["params"].difference is None


def test_many_layers_that_are_alike(comparing: Comparing) -> None:
    chain = "model = Sequential([Input((4,))] + [layers.ReLU() for _ in range({count})])\n"
    found = comparing(chain.format(count=300), chain.format(count=301))
    assert found.counts["added"] == 1


def test_as_text(comparing: Comparing) -> None:
    lines = written(comparing(MISTAKE, FIXED), "text").splitlines()
    assert [[cell.strip() for cell in re.split(r"\s{2,}", line)] for line in lines[1:6]] == [
        ["", "input_layer", "InputLayer", "(None, 28, 28, 1)", "0", "–"],
        ["+", "flatten", "Flatten", "(None, 784)", "0", "input_layer"],
        [
            *("~", "dense", "Dense", "(None, 28, 28, 64) → (None, 64)", "128 → 50,240", "yes"),
            "input_layer → flatten",
        ],
        ["−", "flatten", "Flatten", "(None, 50176)", "0", "dense"],
        ["~", "dense_1", "Dense", "(None, 10)", "501,770 → 650", "yes", "flatten → dense"],
    ]
    assert len({line.index(text) for line, text in zip(lines, CONNECTED, strict=False)}) == 1
    assert lines[6:] == [
        "",
        "Total parameters: 501,898 → 50,890 (−451,008)",
        "Trainable parameters: 501,898 → 50,890 (−451,008)",
        "Non-trainable parameters: 0",
    ]


def test_as_markdown(comparing: Comparing) -> None:
    lines = written(comparing(NESTED, NESTED.replace("16", "1")), "markdown").splitlines()
    assert lines[0] == "|  | Layer | Class | Output shape | Parameters | Trained | Connected to |"
    assert lines[3] == (
        r"| \~ | encoder | Sequential | (None, 16) → (None, 1) | 144 → 9 | yes | input\_layer\_1 |"
    )
    assert lines[5].startswith(r"| \~ | &emsp;dense | Dense |")
    assert lines[-3] == "- Total parameters: 178 → 13 (−165)"
