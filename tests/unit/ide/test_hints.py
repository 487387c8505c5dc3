"""Hints: where they stand and what they say. Parameter counts are worked out by hand:
a Dense has (inputs + 1) × units, a Conv2D (height × width × channels + 1) × filters."""

from __future__ import annotations

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.ide.hint_labels import HintOptions
from keras_lens.ide.hints import hints, input_of, tooltip_of
from keras_lens.ide.keras_reference import KerasReference
from keras_lens.ide.wording import abbreviated_count
from keras_lens.syntax.spans import Position, Span

from .marked import analysed, with_hints, without_hints

FOUNDING_EXAMPLE = """\
model = Sequential()
model.add(Dense(units=64, activation='relu', input_shape=(28, 28, 1)))⟪(None, 28, 28, 64) · 128 params⟫
model.add(Flatten())⟪(None, 50176)⟫
model.add(Dense(units=10, activation='relu'))⟪(None, 10) · 501,770 params⟫
model.summary()
"""  # noqa: E501

PLACES = {
    "the founding example": FOUNDING_EXAMPLE,
    "a list over several lines": """\
model = Sequential([
    Input((28, 28, 1)),⟪(None, 28, 28, 1)⟫
    Conv2D(
        filters=8,
        kernel_size=3,
    ),⟪(None, 26, 26, 8) · 80 params⟫
    Flatten(),⟪(None, 5408)⟫
    Dense(10)⟪(None, 10) · 54,090 params⟫
])
""",
    "behind what closes the line": """\
model = Sequential([Input((8,)),⟪(None, 8)⟫
                    Dense(4)])⟪(None, 4) · 36 params⟫
""",
    "before a comment": """\
model = Sequential([
    Input((8,)),⟪(None, 8)⟫  # the measurements
    Dense(4),⟪(None, 4) · 36 params⟫  # (the kinds)
])
""",
    "several layers in one line": """\
model = Sequential([Input((8,))⟪(None, 8)⟫, Dense(4)⟪(None, 4) · 36 params⟫, \
Dense(2)])⟪(None, 2) · 10 params⟫
""",
    "code goes on behind it": """\
model = Sequential([Input((8,))])⟪(None, 8)⟫
model.add(Dense(4))⟪(None, 4) · 36 params⟫; print("added")
""",
    "a layer that is called": """\
x = Input((8,))⟪(None, 8)⟫
y = Dense(4)(x)⟪(None, 4) · 36 params⟫
z = Dense(
    2,
    use_bias=False,
)(y)⟪(None, 2) · 8 params⟫
""",
    "a layer that is made elsewhere": """\
hidden = Dense(4)
x = Input((8,))⟪(None, 8)⟫
y = hidden(x)⟪(None, 4) · 36 params⟫
""",
    "a layer that is made elsewhere and put in a list": """\
hidden = Dense(4)⟪(None, 4) · 36 params⟫
model = Sequential([Input((8,))⟪(None, 8)⟫, hidden])
""",
    "a model in a list": """\
inner = Sequential([Input((8,))⟪(None, 8)⟫, Dense(4)])⟪(None, 4) · 36 params⟫
outer = Sequential([
    Input((8,)),⟪(None, 8)⟫
    inner,⟪(None, 4) · 36 params⟫
])
""",
    "characters outside of ASCII before it": """\
größe = 4; 层 = Input((8,))⟪(None, 8)⟫
x = Dense(größe, name="𝛼")(层)⟪(None, 4) · 36 params⟫
""",
}


@pytest.mark.parametrize("marked", PLACES.values(), ids=PLACES)
def test_a_hint_stands_behind_what_adds_or_calls_the_layer(
    marked: str, evaluation: KerasEvaluation
) -> None:
    assert with_hints(without_hints(marked), evaluation) == marked


COUNTS = {
    "none": ("Flatten()(Input((7, 9)))", "(None, 63)"),
    "one": ("Dense(1, use_bias=False)(Input((1,)))", "(None, 1) · 1 param"),
    "thousands": ("Dense(1000)(Input((1000,)))", "(None, 1000) · 1,001,000 params"),
    "more than fits into memory": (
        "Dense(1_000_000, use_bias=False)(Input((1_000_000,)))",
        "(None, 1000000) · 1,000,000,000,000 params",
    ),
    "not all trainable": ("BatchNormalization()(Input((3,)))", "(None, 3) · 12 params"),
}


@pytest.mark.parametrize(("program", "label"), COUNTS.values(), ids=COUNTS)
def test_the_count_is_left_out_at_0_and_has_thousands_separated(
    program: str, label: str, evaluation: KerasEvaluation
) -> None:
    assert hints(analysed(program, evaluation), HintOptions())[-1].label == label


SHAPES = {
    "open dimensions": "Input((None, 4))⟪(None, None, 4)⟫",
    "a fixed batch": "Input((4,), batch_size=32)⟪(32, 4)⟫",
    "one axis": "Input(())⟪(None,)⟫",
}


OPEN_SIZES = {
    "names": """\
def build(classes, width):
    x = Input((8, width))⟪(None, 8, width)⟫
    x = Dense(2 * classes)(x)⟪(None, 8, 2·classes) · 2·classes·width + 2·classes params⟫
""",
    "sizes that no name is known of": """\
def build(size):
    x = Input((size, 5))⟪(None, size, 5)⟫
    x = Conv1D(4, 1, strides=31)(x)⟪(None, ?, 4) · 24 params⟫
    x = Dense(2)(Flatten()(x)⟪(None, ?)⟫)⟪(None, 2)⟫
""",
    "long expressions": """\
def build(size):
    x = Input((size, size, 3))⟪(None, size, size, 3)⟫
    x = MaxPooling2D()(x)⟪(None, size // 2, size // 2, 3)⟫
    x = Conv2D(4, 3, strides=2)(x)⟪(None, (size // 2 - 1) // 2, (size // 2 - 1) // 2, 4) · \
112 params⟫
    x = MaxPooling2D()(x)⟪(None, …, …, 4)⟫
    x = Dense(2)(Flatten()(x)⟪(None, …)⟫)⟪(None, 2) · … params⟫
""",
}


@pytest.mark.parametrize("marked", OPEN_SIZES.values(), ids=OPEN_SIZES)
def test_sizes_of_a_function_that_nobody_calls_are_written_in_its_parameters(
    marked: str, evaluation: KerasEvaluation
) -> None:
    assert with_hints(without_hints(marked), evaluation) == marked


@pytest.mark.parametrize("marked", SHAPES.values(), ids=SHAPES)
def test_shapes_are_written_as_python_writes_them(marked: str, evaluation: KerasEvaluation) -> None:
    assert with_hints(without_hints(marked), evaluation) == marked


def test_several_outputs_are_a_list(evaluation: KerasEvaluation) -> None:
    program = "x = Input((5, 8))\ny = LSTM(4, return_state=True)(x)\n"
    # An LSTM has four gates, each with a kernel, a recurrent kernel and a bias.
    label = f"[(None, 4), (None, 4), (None, 4)] · {4 * (8 * 4 + 4 * 4 + 4)} params"
    assert f"(x)⟪{label}⟫" in with_hints(program, evaluation)


def test_of_many_outputs_the_first_and_the_last_are_written(evaluation: KerasEvaluation) -> None:
    program = """\
from keras import Model
model = Sequential([Input((9,)), *[Dense(n + 1, use_bias=False) for n in range(7)]])
features = Model(model.inputs, [layer.output for layer in model.layers])
y = features(Input((9,)))
"""
    params = 9 * 1 + 1 * 2 + 2 * 3 + 3 * 4 + 4 * 5 + 5 * 6 + 6 * 7
    label = f"[(None, 1), … 5 more, (None, 7)] · {params} params"
    assert hints(analysed(program, evaluation), HintOptions())[-1].label == label


LOOPS = {
    "two outcomes": """\
model = Sequential([Input((8, 8, 3))])⟪(None, 8, 8, 3)⟫
for filters in (16, 32):
    model.add(Conv2D(filters, 3))⟪(None, 6, 6, 16) → (None, 4, 4, 32) ×2⟫
""",
    "three outcomes": """\
model = Sequential([Input((784,))])⟪(None, 784)⟫
for units in (64, 32, 16):
    model.add(Dense(units))⟪(None, 64) → … → (None, 16) ×3⟫
""",
    "two ways of an unknown condition": """\
import sys
filters, rate = (8, 0.1) if len(sys.argv) > 3 else (16, 0.5)
x = Input((9, 9, 2))⟪(None, 9, 9, 2)⟫
x = Conv2D(filters, 3)(x)⟪(None, 7, 7, 8) → (None, 7, 7, 16) ×2⟫
y = Conv2D(2 * filters, 3)(x)⟪(None, 5, 5, 16) → (None, 5, 5, 32) ×2⟫
z = Dense(4)(Flatten()(y)⟪(None, 400) → (None, 800) ×2⟫)⟪(None, 4) · 1,604 … 3,204 params ×2⟫
""",
    "one shape and several counts": """\
model = Sequential([Input((784,))])⟪(None, 784)⟫
for _ in range(3):
    model.add(Dense(64))⟪(None, 64) · 50,240 … 4,160 params ×3⟫
""",
    "equal outcomes": """\
model = Sequential([Input((64,))])⟪(None, 64)⟫
for _ in range(3):
    model.add(Dropout(0.5))⟪(None, 64)⟫
""",
    "a function that is called twice": """\
def block(x, units):
    return Dense(units)(x)⟪(None, 6) → (None, 2) ×2⟫

x = Input((4,))⟪(None, 4)⟫
y = block(block(x, 6), 2)
""",
}


@pytest.mark.parametrize("marked", LOOPS.values(), ids=LOOPS)
def test_a_line_that_runs_several_times_shows_the_first_the_last_and_the_count(
    marked: str, evaluation: KerasEvaluation
) -> None:
    assert with_hints(without_hints(marked), evaluation) == marked


def test_all_outcomes_of_a_line_stand_in_the_tooltip(evaluation: KerasEvaluation) -> None:
    program = without_hints(LOOPS["three outcomes"])
    analysis = analysed(program, evaluation)
    hint = hints(analysis, HintOptions())[-1]
    rows = tooltip_of(hint, analysis, KerasReference()).splitlines()
    assert rows[0] == "**Dense**, 3 outcomes"
    assert rows[-3:] == [
        "| 1 | `dense` | `(None, 784)` | `(None, 64)` | 50,240 |",
        "| 2 | `dense_1` | `(None, 64)` | `(None, 32)` | 2,080 |",
        "| 3 | `dense_2` | `(None, 32)` | `(None, 16)` | 528 |",
    ]


def test_a_long_tooltip_is_cut_and_says_how_much_is_left_out(evaluation: KerasEvaluation) -> None:
    program = (
        "model = Sequential([Input((4,))])\nfor n in range(80):\n    model.add(Dense(n + 1))\n"
    )
    analysis = analysed(program, evaluation)
    hint = hints(analysis, HintOptions())[-1]
    assert hint.label == "(None, 1) → … → (None, 80) ×80"
    *_, last_shown, rest = tooltip_of(hint, analysis, KerasReference()).splitlines()
    assert last_shown.startswith("| 60 | `dense_59` |")
    assert rest.startswith("| … | 20 more |")


UNKNOWN = {
    "no input shape": "model = Sequential()\nmodel.add(Dense(4))\n",
    "a number from outside": """\
import os
x = Input((4,))⟪(None, 4)⟫
y = Dense(int(os.environ["UNITS"]))(x)
""",
    "refused by Keras": "x = Input((4,))⟪(None, 4)⟫\ny = Conv2D(8, 3)(x)\n",
}


@pytest.mark.parametrize("marked", UNKNOWN.values(), ids=UNKNOWN)
def test_what_is_not_known_has_no_hint(marked: str, evaluation: KerasEvaluation) -> None:
    assert with_hints(without_hints(marked), evaluation) == marked


def test_hints_can_be_switched_off(evaluation: KerasEvaluation) -> None:
    program = without_hints(FOUNDING_EXAMPLE)
    assert with_hints(program, evaluation, HintOptions(enabled=False)) == program


TEMPLATES = {
    "{shape}": (True, "(None, 64) · 50,240 params"),
    "→ {shape}": (False, "→ (None, 64)"),
    "{class} {name}: {shape}": (True, "Dense hidden: (None, 64) · 50,240 params"),
    "{params} in {shape}": (True, "50,240 in (None, 64)"),
    "{nothing} {": (False, "{nothing} {"),
    "": (False, "(None, 64)"),
}


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_text_can_be_chosen(template: str, evaluation: KerasEvaluation) -> None:
    parameters, label = TEMPLATES[template]
    program = "x = Dense(64, name='hidden')(Input((784,)))\n"
    options = HintOptions(template=template, parameters=parameters)
    assert hints(analysed(program, evaluation), options)[-1].label == label


WRITTEN = {
    "counts in three digits": (HintOptions(abbreviated=True), "(None, 64) · 50.2K params"),
    "the batch axis as a letter": (HintOptions(batch_axis="B"), "(B, 64) · 50,240 params"),
    "no batch axis": (HintOptions(batch_axis=None), "(64,) · 50,240 params"),
    "few characters": (HintOptions(maximum_length=15), "(None, 64) · 5…"),
    "just enough characters": (HintOptions(maximum_length=26), "(None, 64) · 50,240 params"),
}


@pytest.mark.parametrize(("options", "label"), WRITTEN.values(), ids=WRITTEN)
def test_how_a_label_is_written_can_be_chosen(
    options: HintOptions, label: str, evaluation: KerasEvaluation
) -> None:
    program = "x = Dense(64)(Input((784,)))\n"
    assert hints(analysed(program, evaluation), options)[-1].label == label


def test_a_batch_axis_of_a_fixed_size_is_always_written(evaluation: KerasEvaluation) -> None:
    analysis = analysed("x = Input((4,), batch_size=32)\n", evaluation)
    for axis in ("B", None):
        assert hints(analysis, HintOptions(batch_axis=axis))[0].label == "(32, 4)"


COUNTS_IN_THREE_DIGITS = {
    128: "128",
    9_999: "9,999",
    10_000: "10K",
    12_345: "12.3K",
    501_770: "502K",
    999_499: "999K",
    999_500: "1M",
    1_234_567: "1.23M",
    25_636_712: "25.6M",
    1_000_000_000_000: "1T",
    4_500_000_000_000_000: "4,500T",
}


@pytest.mark.parametrize(("count", "text"), COUNTS_IN_THREE_DIGITS.items())
def test_abbreviated_counts(count: int, text: str) -> None:
    assert abbreviated_count(count) == text


def test_hints_at_the_end_of_the_line(evaluation: KerasEvaluation) -> None:
    marked = """\
x = Input((8,))  # the measurements⟪(None, 8)⟫
model = Sequential([Input((8,)), Dense(4), Dense(2)])  # two⟪(None, 8)⟫\
⟪(None, 4) · 36 params⟫⟪(None, 2) · 10 params⟫
"""
    options = HintOptions(at_line_end=True)
    assert with_hints(without_hints(marked), evaluation, options) == marked


def test_where_the_input_of_a_layer_comes_from(evaluation: KerasEvaluation) -> None:
    program = """\
x = Input((8,))
y = Dense(4)(x)
z = Concatenate()([x, y])
for _ in range(2):
    y = Dense(4)(y)
"""
    analysis = analysed(program, evaluation)
    places = [
        None if place is None else analysis.file.text_of(place.span)
        for place in (input_of(hint, analysis) for hint in hints(analysis, HintOptions()))
    ]
    assert places == [None, "Input((8,))", None, None]


def test_the_tooltip_says_where_an_unknown_size_came_in(evaluation: KerasEvaluation) -> None:
    program = without_hints(OPEN_SIZES["sizes that no name is known of"])
    analysis = analysed(program, evaluation)
    known, *unknown = [
        tooltip_of(hint, analysis, KerasReference()) for hint in hints(analysis, HintOptions())
    ]
    assert "`?`" not in known
    assert unknown[0].endswith("`?` is a size that cannot be known from the program.")
    assert unknown[1].endswith(
        "`?` is a size that cannot be known from the program. It comes in with line 5: `Conv1D`."
    )
    assert "`?` is" not in unknown[2]


def test_only_the_hints_of_a_part_of_the_file_can_be_asked_for(evaluation: KerasEvaluation) -> None:
    analysis = analysed(without_hints(FOUNDING_EXAMPLE), evaluation)
    line = next(n for n, text in enumerate(analysis.file.text.splitlines()) if "Flatten()" in text)
    part = Span(Position(line, 0), Position(line + 1, 0))
    labels = [hint.label for hint in hints(analysis, HintOptions(), part)]
    assert labels == ["(None, 50176)"]
