"""Hovers: what is underlined and what is said."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.evaluation.outcomes import Api
from keras_lens.evaluation.questions import DescribeApi
from keras_lens.ide.hovers import Hover, hover
from keras_lens.ide.keras_reference import KerasReference
from keras_lens.interpreter.sites import Site

from .marked import CURSOR, IMPORTS, analysed, cursor_in, hover_at_cursor


def said(marked: str, evaluation: KerasEvaluation, *, with_findings: bool = False) -> str:
    """The text of the hover at the cursor."""
    found = hover_at_cursor(marked, evaluation, with_findings=with_findings)
    assert found is not None
    return found[1].text


FOUNDING_EXAMPLE = """\
model = Sequential()
model.add(Dense(units=64, activation='relu', input_shape=(28, 28, 1)))
model.add(Flatten())
model.add(Dense(units=10, activation='relu'))
model.summary()
"""


def test_a_layer_says_how_its_parameters_add_up(evaluation: KerasEvaluation) -> None:
    marked = FOUNDING_EXAMPLE.replace("Dense(units=10", "Den▮se(units=10")
    assert said(marked, evaluation) == (
        "**Dense** `dense_1`\n\n"
        "`(None, 50176)` → `(None, 10)`\n\n"
        "- kernel (50176, 10) = 501,760\n"
        "- bias (10,) = 10\n"
        "- **total 501,770**\n\n"
        "501,770 params · trainable · float32  \n"
        # 501,770 and 10 numbers of 4 bytes.
        "Weights 1.91 MB · Output 40 bytes per sample"
    )


LAYERS = {
    "without parameters": (
        "▮Flatten()(Input((7, 9)))",
        ["0 params · float32  ", "Output 252 bytes per sample"],
    ),
    "in part trainable": (
        "▮BatchNormalization(name='norm')(Input((3,)))",
        [
            "**BatchNormalization** `norm`",
            "- gamma (3,) = 3",
            "- beta (3,) = 3",
            "- moving_mean (3,) = 3 (not trainable)",
            "- moving_variance (3,) = 3 (not trainable)",
            "- **total 12**",
            "12 params · 6 trainable · float32  ",
            "Weights 48 bytes · Output 12 bytes per sample",
        ],
    ),
    "frozen": (
        "▮Dense(4, trainable=False)(Input((4,)))",
        [
            "20 params · not trainable · float32  ",
            "Weights 80 bytes · Output 16 bytes per sample",
        ],
    ),
    "frozen later": (
        "layer = ▮Dense(4)\nlayer(Input((4,)))\nlayer.trainable = False\n",
        [
            "20 params · not trainable · float32  ",
            "Weights 80 bytes · Output 16 bytes per sample",
        ],
    ),
    "of another float type": (
        "▮Dense(4, dtype='float16')(Input((4,)))",
        [
            "20 params · trainable · float16  ",
            "Weights 40 bytes · Output 8 bytes per sample",
        ],
    ),
    "with weights in layers of its own": (
        "▮Bidirectional(SimpleRNN(2))(Input((5, 3)))",
        # Both directions: 3 × 2 for the input, 2 × 2 for the state, and a bias of 2.
        ["`(None, 5, 3)` → `(None, 4)`", "- **total 24**"],
    ),
    "with several inputs": (
        "▮Concatenate()([Input((4,)), Input((6,))])",
        ["`[(None, 4), (None, 6)]` → `(None, 10)`"],
    ),
}


@pytest.mark.parametrize(("marked", "lines"), LAYERS.values(), ids=LAYERS)
def test_a_layer_says_what_kind_of_parameters_it_has(
    marked: str, lines: list[str], evaluation: KerasEvaluation
) -> None:
    shown = said(marked, evaluation).splitlines()
    assert [line for line in shown if line in lines] == lines


def test_the_sizes_of_all_weights_add_up_to_the_total(evaluation: KerasEvaluation) -> None:
    program = "MultiHeadAttention(2, 4)(*[Input((5, 8))] * 2)"
    text = said(CURSOR + program, evaluation)
    sizes = [line.rpartition("= ")[2] for line in text.splitlines() if line.startswith("- ")]
    *sizes, total = [size.replace(",", "") for size in sizes]
    assert len(sizes) == 8
    assert total == f"- **total {sum(map(int, sizes))}**"


def test_many_weights_are_cut_and_their_sum_is_not(evaluation: KerasEvaluation) -> None:
    # Each cell has a kernel and a recurrent kernel of 4 × 4, and a bias of 4.
    marked = "▮RNN([SimpleRNNCell(4) for _ in range(5)])(Input((6, 4)))"
    lines = said(marked, evaluation).splitlines()
    weights = [line for line in lines if line.startswith("- ")]
    assert len(weights) == 14
    assert weights[-2:] == ["- 3 more = 36", "- **total 180**"]


MEMORY = {
    "of sizes that are not known": "▮Dense(4)(Input((None, 3)))",
    "of texts": "▮Input((2,), dtype='string')",
}


@pytest.mark.parametrize("marked", MEMORY.values(), ids=MEMORY)
def test_the_memory_of_an_output_that_is_not_known_is_not_shown(
    marked: str, evaluation: KerasEvaluation
) -> None:
    assert "per sample" not in said(marked, evaluation)


def test_the_memory_of_an_output_goes_by_its_dtype(evaluation: KerasEvaluation) -> None:
    # 3 × 5 numbers of 8 bytes.
    assert "Output 120 bytes per sample" in said("▮Input((3, 5), dtype='int64')", evaluation)


ACTIVATIONS = {
    # 8 + 8 + 2 numbers of 4 bytes.
    "an operation": ("y = Dense(8)(x)\ny = Dense(2)(y + 1)\n", "72 bytes"),
    # Only what is in the inner model counts: 8 + 2 numbers.
    "a model in it": (
        "inner = Sequential([Dense(8), Dense(2)])\ny = inner(x)\n",
        "40 bytes",
    ),
    "a layer that is called twice": (
        "layer = Dense(4)\ny = layer(layer(x))\n",
        None,
    ),
    "a size that is open": ("x = Input((None, 4))\ny = Dense(2)(x)\n", None),
}


@pytest.mark.parametrize(("layers", "size"), ACTIVATIONS.values(), ids=ACTIVATIONS)
def test_the_memory_of_all_outputs(
    layers: str, size: str | None, evaluation: KerasEvaluation
) -> None:
    program = f"from keras import Model\nx = Input((4,))\n{layers}▮m = Model(x, y)\n"
    text = said(program, evaluation)
    if size is None:
        assert "Activations" not in text
    else:
        assert text.endswith(f"Activations {size} per sample")


UNDERLINED = {
    "the class": ("x = Den▮se(4)(Input((4,)))", "Dense"),
    "the start of the class": ("x = ▮Dense(4)(Input((4,)))", "Dense"),
    "the class in a module": (
        "from keras import layers\nx = layers.De▮nse(4)(Input((4,)))",
        "Dense",
    ),
    "what adds it": ("m = Sequential([Input((4,))])\nm.a▮dd(Dense(4))", "add"),
    "the name by which it is called": ("layer = Dense(4)\nx = la▮yer(Input((4,)))", "layer"),
    "a model": ("m▮odel = Sequential([Input((4,)), Dense(4)])", "model"),
    "a model further down": (
        "model = Sequential([Input((4,)), Dense(4)])\nmo▮del.summary()",
        "model",
    ),
    "a model's class": ("model = Sequ▮ential([Input((4,)), Dense(4)])", "Sequential"),
}


@pytest.mark.parametrize(("marked", "underlined"), UNDERLINED.values(), ids=UNDERLINED)
def test_what_the_hover_is_about_is_underlined(
    marked: str, underlined: str, evaluation: KerasEvaluation
) -> None:
    found = hover_at_cursor(marked, evaluation)
    assert found is not None
    assert found[0] == underlined


NOTHING = {
    "an argument": "m = Sequential([Input((4,)), Dense(4, activation='re▮lu')])",
    "another name": "num▮ber = 4\nx = Dense(number)(Input((4,)))",
    "a comment": "x = Dense(4)(Input((4,)))  # Den▮se",
    "a model's name above the model": "mo▮del = None\nmodel = Sequential([Input((4,))])\n",
}


@pytest.mark.parametrize("marked", NOTHING.values(), ids=NOTHING)
def test_elsewhere_there_is_no_hover(marked: str, evaluation: KerasEvaluation) -> None:
    assert hover_at_cursor(marked, evaluation) is None


def test_a_model_shows_its_layers_and_totals(evaluation: KerasEvaluation) -> None:
    marked = FOUNDING_EXAMPLE.replace("model.summary", "mod▮el.summary")
    assert said(marked, evaluation) == (
        "**Sequential** `sequential`\n\n"
        "| layer | output shape | params |\n"
        "|:--|:--|--:|\n"
        "| dense (Dense) | `(None, 28, 28, 64)` | 128 |\n"
        "| flatten (Flatten) | `(None, 50176)` | 0 |\n"
        "| dense_1 (Dense) | `(None, 10)` | 501,770 |\n\n"
        "Output `(None, 10)`  \n"
        "Total 501,898 params (1.91 MB)  \n"
        "Trainable 501,898, non-trainable 0  \n"
        # 28 × 28 × 64, the same again, and 10 numbers of 4 bytes.
        "Activations 392.04 KB per sample"
    )


def test_a_model_tells_trainable_from_frozen(evaluation: KerasEvaluation) -> None:
    marked = """\
▮model = Sequential([Input((8,)), Dense(4), BatchNormalization(), Dense(2)])
model.layers[0].trainable = False
"""
    # Trainable: gamma and beta of 4 each, and the last Dense's 4 × 2 + 2.
    totals = said(marked, evaluation).splitlines()[-3:-1]
    assert totals == ["Total 62 params (248 bytes)  ", "Trainable 18, non-trainable 44  "]


def test_a_model_of_many_layers_is_cut(evaluation: KerasEvaluation) -> None:
    marked = """\
▮model = Sequential([Input((4,))])
for _ in range(100):
    model.add(Dense(4))
"""
    text = said(marked, evaluation)
    assert "| dense_59 (Dense) |" in text
    assert "| dense_60 (Dense) |" not in text
    assert "| 40 more layers |" in text
    assert "Total 2,000 params" in text


def test_of_two_models_of_one_name_the_one_above_is_meant(evaluation: KerasEvaluation) -> None:
    program = """\
model = Sequential([Input((4,)), Dense(1)])
{}model.summary()
model = Sequential([Input((4,)), Dense(2)])
{}model.summary()
"""
    assert "Output `(None, 1)`" in said(program.format(CURSOR, ""), evaluation)
    assert "Output `(None, 2)`" in said(program.format("", CURSOR), evaluation)


def test_a_line_with_several_outcomes_shows_all(evaluation: KerasEvaluation) -> None:
    marked = """\
model = Sequential([Input((8, 8, 3))])
for filters in (16, 32):
    model.add(▮Conv2D(filters, 3))
"""
    lines = said(marked, evaluation).splitlines()
    assert lines[0] == "**Conv2D**, 2 outcomes"
    assert lines[-2:] == [
        "| 1 | `conv2d` | `(None, 8, 8, 3)` | `(None, 6, 6, 16)` | 448 |",
        "| 2 | `conv2d_1` | `(None, 6, 6, 16)` | `(None, 4, 4, 32)` | 4,640 |",
    ]


UNKNOWN = {
    "no input shape": (
        "model = Sequential()\nmodel.add(▮Dense(4))\n",
        ["add `keras.Input(shape=...)` as its first element", "`model.build(...)`"],
    ),
    "a number from outside": (
        "import os\nx = ▮Dense(int(os.environ['UNITS']))(Input((4,)))\n",
        ["`units` is not known"],
    ),
    "a number that is also a name for an input's size": (
        "import os\nx = ▮Embedding(input_dim=int(os.environ['N']), output_dim=8)(Input((4,)))\n",
        ["`input_dim` is not known"],
    ),
    "behind a layer that is not known": (
        "import os\nm = Sequential([Input((4,)), Dense(int(os.environ['N'])), ▮Dropout(0.5)])\n",
        ["The layer before it is not known"],
    ),
    "refused by Keras": (
        "x = ▮Conv2D(8, 3)(Input((4,)))\n",
        ["expected min_ndim=4, found ndim=2"],
    ),
    "never used": ("layer = ▮Dense(4)\n", ["not applied to anything"]),
}


@pytest.mark.parametrize(("marked", "parts"), UNKNOWN.values(), ids=UNKNOWN)
def test_a_layer_of_which_nothing_is_known_says_why(
    marked: str, parts: list[str], evaluation: KerasEvaluation
) -> None:
    text = said(marked, evaluation)
    assert "Its output shape is not known." in text
    for part in parts:
        assert part in text


def test_keras_words_are_cleaned_of_its_internals(evaluation: KerasEvaluation) -> None:
    text = said("layer = ▮LSTM(4, name='second')\nlayer(Input((8,)))\n", evaluation)
    assert text == (
        "**LSTM** `second`\n\n"
        "Its output shape is not known. Keras refuses it. "
        "ValueError: Input 0 of layer 'second' is incompatible with the layer: "
        "expected ndim=3, found ndim=2. Full shape received: (None, 8)"
    )


TOLD = "layer = {}LSTM(4, name='second')\nx = LSTM(8)(Input((20, 3)))\n{}layer(x)\n"


def test_what_a_rule_tells_is_not_said_again_at_its_place(evaluation: KerasEvaluation) -> None:
    text = said(TOLD.format("", CURSOR), evaluation, with_findings=True)
    assert text == "**LSTM** `second`\n\nIts output shape is not known. Keras refuses it."


def test_elsewhere_it_is_said_in_the_rules_words(evaluation: KerasEvaluation) -> None:
    text = said(TOLD.format(CURSOR, ""), evaluation, with_findings=True)
    assert "Its output shape is not known. " in text
    assert "return_sequences=True" in text
    assert "ndim" not in text


def test_a_model_that_is_not_built_has_no_totals(evaluation: KerasEvaluation) -> None:
    marked = "▮model = Sequential([Dense(4)])\n"
    text = said(marked, evaluation)
    assert "| dense (Dense) | ? | ? |" in text
    assert "The totals are not known" in text


def test_from_a_layer_and_from_a_model_there_is_a_way_to_the_summary(
    evaluation: KerasEvaluation,
) -> None:
    analysis = analysed(FOUNDING_EXAMPLE, evaluation)
    for place in ("▮Dense(units=10", "▮model.summary"):
        found = hover_at_cursor(FOUNDING_EXAMPLE.replace(place[1:], place), evaluation)
        assert found is not None
        assert found[1].summary_of == analysis.models[0].key


@pytest.fixture(scope="module")
def reference(evaluation: KerasEvaluation) -> KerasReference:
    """What the installed Keras says of its classes."""
    api = evaluation.ask(DescribeApi())
    assert isinstance(api, Api)
    return KerasReference.of(api)


class TestReference:
    """What can be read about a class: its docstring, its page."""

    def hovered(self, marked: str, evaluation: KerasEvaluation, reference: KerasReference) -> Hover:
        analysis = analysed(marked.replace(CURSOR, ""), evaluation)
        found = hover(analysis, cursor_in(marked), (), reference)
        assert found is not None
        return found

    def test_a_layer_of_keras(self, evaluation: KerasEvaluation, reference: KerasReference) -> None:
        found = self.hovered("▮Flatten()(Input((7, 9)))", evaluation, reference)
        assert found.text.split("\n\n")[1] == "Flattens the input."
        assert found.page == "https://keras.io/api/layers/reshaping_layers/flatten/"

    def test_one_of_which_nothing_is_known(
        self, evaluation: KerasEvaluation, reference: KerasReference
    ) -> None:
        found = self.hovered("layer = ▮Flatten()", evaluation, reference)
        assert found.text.split("\n\n")[1] == "Flattens the input."
        assert found.page == "https://keras.io/api/layers/reshaping_layers/flatten/"

    def test_an_input(self, evaluation: KerasEvaluation, reference: KerasReference) -> None:
        found = self.hovered("x = ▮Input((4,))", evaluation, reference)
        assert found.text.split("\n\n")[1] == "Used to instantiate a Keras tensor."
        assert found.page == "https://keras.io/api/layers/core_layers/input/"

    def test_a_model(self, evaluation: KerasEvaluation, reference: KerasReference) -> None:
        found = self.hovered("▮m = Sequential([Input((4,))])", evaluation, reference)
        assert found.page == "https://keras.io/api/models/sequential/"

    def test_a_class_of_the_program_has_its_own_docstring_and_no_page(
        self, evaluation: KerasEvaluation, reference: KerasReference
    ) -> None:
        marked = '''
class Dense(Layer):
    """Doubles *its* input, e.g. 3. Nothing else."""
    def call(self, x):
        return 2 * x

▮Dense()(Input((4,)))
'''
        found = self.hovered(marked, evaluation, reference)
        assert found.text.split("\n\n")[1] == r"Doubles \*its\* input, e.g. 3."
        assert found.page is None

    def test_one_without_a_docstring_has_none(
        self, evaluation: KerasEvaluation, reference: KerasReference
    ) -> None:
        marked = "class Twice(Layer):\n    def call(self, x):\n        return 2 * x\n"
        found = self.hovered(f"{marked}▮Twice()(Input((4,)))", evaluation, reference)
        assert found.text.split("\n\n")[1] == "`(None, 4)` → `(None, 4)`"
        assert found.page is None


SHARED = """\
layer = {}Dense(4)
x = {}layer(Input((4,)))
y = layer(x)
"""


def lines_of(sites: Sequence[Site]) -> list[int]:
    """Their lines in the program, from 1."""
    return [site.span.start.line + 1 - IMPORTS.count("\n") for site in sites]


def test_a_call_leads_to_where_the_layer_is_made_and_to_its_other_calls(
    evaluation: KerasEvaluation,
) -> None:
    found = hover_at_cursor(SHARED.format("", CURSOR), evaluation)
    assert found is not None
    assert found[1].made is not None
    assert lines_of([found[1].made]) == [1]
    assert lines_of(found[1].calls) == [3]


def test_where_a_layer_is_made_one_sees_its_calls(evaluation: KerasEvaluation) -> None:
    found = hover_at_cursor(SHARED.format(CURSOR, ""), evaluation)
    assert found is not None
    assert found[1].made is None
    assert lines_of(found[1].calls) == [2, 3]


def test_a_layer_that_is_added_where_it_is_made_has_no_other_places(
    evaluation: KerasEvaluation,
) -> None:
    marked = FOUNDING_EXAMPLE.replace("Dense(units=64", "Den▮se(units=64")
    found = hover_at_cursor(marked, evaluation)
    assert found is not None
    assert (found[1].made, found[1].calls) == (None, ())


def test_outside_of_a_model_there_is_none(evaluation: KerasEvaluation) -> None:
    found = hover_at_cursor("x = ▮Dense(4)(Input((4,)))", evaluation)
    assert found is not None
    assert found[1].summary_of is None
