"""Models that Keras refuses, or of which not all is known: shown as far as they are known.

Shapes and counts are Keras's for the layers that it takes: an LSTM of 32 units on 8 features has
4·((8 + 32)·32 + 32) = 5,248 parameters, a 3×3 convolution of n filters on 3 channels 28·n.
"""

from __future__ import annotations

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.ide.hovers import hover
from keras_lens.ide.lenses import lenses
from keras_lens.ide.model_view import LayerView, ModelView, exported
from keras_lens.ide.symbols import symbols
from keras_lens.models.analysis import Analysis, analyse
from keras_lens.syntax.source import parse_source

from . import programs
from .viewing import viewed

TWO_LSTMS = """\
model = Sequential()
model.add(Input((10, 8)))
model.add(layers.LSTM(32))
model.add(layers.LSTM(16))
model.add(layers.Dense(4))
model.add(layers.Dense(2))
"""

UNEQUAL_SHAPES = """\
given = Input((28, 28, 3))
x = layers.Conv2D(8, 3, padding="same")(given)
y = layers.Conv2D(16, 3, padding="same")(given)
x = layers.Add()([x, y])
x = layers.Flatten()(x)
model = Model(given, layers.Dense(10)(x))
"""

UNKNOWN_UNITS = """\
units = int(open("units.txt").read())
given = Input((4,))
x = layers.Dense(8)(given)
x = layers.Dense(units)(x)
model = Model(given, layers.Dense(2)(x))
"""

LARGE_KERNEL = """\
given = Input((28, 28, 1))
x = layers.Conv2D(8, 64)(given)
encoder = Model(given, layers.Flatten()(x), name="encoder")
image = Input((28, 28, 1))
model = Model(image, layers.Dense(2)(encoder(image)))
history = model.fit([1], [2])
"""

SUBCLASS = """\
class Net(Model):
    def __init__(self):
        super().__init__()
        self.first = layers.LSTM(32)
        self.second = layers.LSTM(16)
        self.head = layers.Dense(4)

    def call(self, inputs):
        return self.head(self.second(self.first(inputs)))

model = Net()
model(Input((10, 8)))
"""


def test_a_sequential_has_all_of_its_layers(evaluation: KerasEvaluation) -> None:
    view = _viewed(TWO_LSTMS, evaluation)
    assert _rows(view) == [
        ("input_layer", ("(None, 10, 8)",), 0),
        ("lstm", ("(None, 32)",), 5248),
        ("lstm~2", (), None),
        ("dense", (), None),
        ("dense~2", (), None),
    ]
    assert _edges(view, "lstm~2") == [("lstm", "(None, 32)")]
    assert _edges(view, "dense") == [("lstm~2", "?")]
    refused = _layer(view, "lstm~2")
    assert [one.severity for one in refused.findings] == ["error"]
    assert refused.unknown is not None
    assert refused.unknown.startswith("Keras refuses it.")
    assert _layer(view, "dense").unknown is not None
    assert view.outputs == ("dense~2",)


def test_a_functional_model_has_what_leads_from_its_inputs_to_its_outputs(
    evaluation: KerasEvaluation,
) -> None:
    view = _viewed(UNEQUAL_SHAPES, evaluation)
    assert _rows(view) == [
        ("input_layer", ("(None, 28, 28, 3)",), 0),
        ("conv2d", ("(None, 28, 28, 8)",), 8 * 28),
        ("conv2d~2", ("(None, 28, 28, 16)",), 16 * 28),
        ("add", (), None),
        ("flatten", (), None),
        ("dense", (), None),
    ]
    assert _edges(view, "add") == [
        ("conv2d", "(None, 28, 28, 8)"),
        ("conv2d~2", "(None, 28, 28, 16)"),
    ]
    assert [one.severity for one in _layer(view, "add").findings] == ["error"]
    assert _layer(view, "flatten").unknown == (
        "Its input is not known: what `Add` gives is not known."
    )
    assert (view.name, view.class_name, view.outputs) == ("functional", "Functional", ("dense",))


def test_an_operator_that_keras_refuses_is_a_row(evaluation: KerasEvaluation) -> None:
    program = UNEQUAL_SHAPES.replace("layers.Add()([x, y])", "x + y")
    added = _layer(_viewed(program, evaluation), "add")
    assert (added.class_name, added.kind, added.output_shapes) == ("add", "operation", ())
    assert [one.severity for one in added.findings] == ["error"]
    assert added.site is not None
    assert added.site.file.text_of(added.site.span) == "x + y"


def test_totals_are_those_of_the_layers_that_are_known(evaluation: KerasEvaluation) -> None:
    view = _viewed(UNEQUAL_SHAPES, evaluation)
    assert (view.params, view.trainable, view.bytes, view.output_shapes) == (None, None, None, ())
    assert view.at_least is not None
    assert (view.at_least.params, view.at_least.trainable) == (24 * 28, 24 * 28)
    assert (view.at_least.non_trainable, view.at_least.bytes) == (0, 4 * 24 * 28)


def test_a_model_of_which_all_is_known_has_no_partial_totals(evaluation: KerasEvaluation) -> None:
    view = _viewed(programs.RESIDUAL, evaluation)
    assert view.params is not None
    assert (view.at_least, view.problem) == (None, None)


def test_the_layer_that_keras_refuses_is_the_problem(evaluation: KerasEvaluation) -> None:
    problem = _viewed(TWO_LSTMS, evaluation).problem
    assert problem is not None
    assert (problem.layer, problem.is_refusal) == ("lstm~2", True)
    assert problem.text.startswith("LSTM needs a sequence but gets (None, 32)")


def test_an_unknown_argument_is_told_with_its_reason(evaluation: KerasEvaluation) -> None:
    view = _viewed(UNKNOWN_UNITS, evaluation)
    assert _rows(view) == [
        ("input_layer", ("(None, 4)",), 0),
        ("dense", ("(None, 8)",), 40),
        ("dense~2", (), None),
        ("dense~3", (), None),
    ]
    unknown = _layer(view, "dense~2")
    assert unknown.unknown is not None
    assert unknown.unknown.startswith("`units` is not known")
    assert unknown.findings == ()
    assert view.problem is not None
    assert (view.problem.layer, view.problem.is_refusal) == ("dense~2", False)
    assert view.problem.text == unknown.unknown


def test_a_function_that_is_not_known_stands_between_layers(evaluation: KerasEvaluation) -> None:
    program = """\
from helpers import block
given = Input((4,))
x = layers.Dense(8)(given)
x = block(x, 3)
model = Model(given, layers.Dense(2)(x))
"""
    view = _viewed(program, evaluation)
    block = _layer(view, "block")
    assert (block.name, block.kind, block.unknown) == (
        "block",
        "operation",
        "What 'block' gives is not known.",
    )
    assert _edges(view, "block") == [("dense", "(None, 8)")]
    assert _edges(view, "dense~2") == [("block", "?")]


def test_several_outputs_and_parts_of_tensors_stay_connected(evaluation: KerasEvaluation) -> None:
    program = """\
units = int(open("units.txt").read())
given = Input((10, 8))
x, state, _ = layers.LSTM(units, return_state=True)(given)
first = x[:, 0]
model = Model(given, [layers.Dense(3)(first), layers.Dense(2)(keras.ops.relu(-state))])
"""
    view = _viewed(program, evaluation)
    assert _edges(view, "getitem") == [("lstm", "?")]
    assert _edges(view, "dense") == [("getitem", "?")]
    assert _edges(view, "relu") == [("lstm", "?")]
    assert set(view.outputs) == {"dense", "dense~2"}


def test_a_layer_that_is_refused_when_it_is_called_again(evaluation: KerasEvaluation) -> None:
    program = """\
given = Input((10, 8))
lstm = layers.LSTM(32)
model = Model(given, layers.Dense(3)(lstm(lstm(given))))
"""
    view = _viewed(program, evaluation)
    lstm = _layer(view, "lstm")
    assert lstm.output_shapes == ("(None, 32)", "?")
    assert [one.severity for one in lstm.findings] == ["error"]
    assert view.at_least is not None
    assert view.at_least.params == 5248


def test_a_refused_model_in_another(evaluation: KerasEvaluation) -> None:
    view = _viewed(LARGE_KERNEL, evaluation)
    encoder = _layer(view, "encoder")
    assert (encoder.class_name, encoder.output_shapes) == ("Functional", ())
    assert [inner.id for inner in encoder.layers] == [
        "encoder/input_layer",
        "encoder/conv2d",
        "encoder/flatten",
    ]
    assert [one.severity for one in encoder.layers[1].findings] == ["error"]
    assert view.problem is not None
    assert view.problem.layer == "encoder/conv2d"
    assert view.at_least is None


def test_a_refused_sequential_in_another(evaluation: KerasEvaluation) -> None:
    program = """\
inner = Sequential([layers.LSTM(32), layers.LSTM(16)], name="inner")
model = Sequential([Input((10, 8)), inner, layers.Dense(4)])
"""
    view = _viewed(program, evaluation)
    inner = _layer(view, "inner")
    assert inner.findings == ()
    assert [one.severity for layer in inner.layers for one in layer.findings] == ["error"]
    assert view.problem is not None
    assert view.problem.layer == "inner/lstm~2"


def test_a_class_of_the_program(evaluation: KerasEvaluation) -> None:
    view = _viewed(SUBCLASS, evaluation)
    assert _rows(view) == [
        ("lstm", ("(None, 32)",), 5248),
        ("lstm~2", (), None),
        ("dense", (), None),
    ]
    assert [one.severity for one in _layer(view, "lstm~2").findings] == ["error"]
    assert _edges(view, "dense") == [("lstm~2", "?")]


def test_a_class_of_the_program_that_is_a_functional_model(evaluation: KerasEvaluation) -> None:
    program = """\
class Net(Model):
    def __init__(self):
        given = Input((28, 28, 1))
        super().__init__(given, layers.Conv2D(8, 64)(given))

model = Net()
"""
    view = _viewed(program, evaluation)
    assert (view.class_name, [layer.id for layer in view.layers]) == (
        "Net",
        ["input_layer", "conv2d"],
    )


@pytest.mark.parametrize(
    ("ends", "words"),
    [("a, layers.Add()([x, y])", "'b'"), ("[a, b], layers.Add(name='x')([x, y])", "name 'x'")],
    ids=["disconnected", "a name twice"],
)
def test_layers_that_do_not_go_together(ends: str, words: str, evaluation: KerasEvaluation) -> None:
    program = f"""\
a, b = Input((4,), name="a"), Input((4,), name="b")
x, y = layers.Dense(3, name="x")(a), layers.Dense(3, name="y")(b)
model = Model({ends})
"""
    view = _viewed(program, evaluation)
    assert view.params is None
    assert view.at_least is not None
    assert view.at_least.params == 2 * 15
    assert view.problem is not None
    assert (view.problem.is_refusal, words in view.problem.text) == (True, True)
    assert [layer.params for layer in view.layers if layer.class_name == "Dense"] == [15, 15]


@pytest.mark.parametrize(
    ("program", "title"),
    [
        (TWO_LSTMS, "Sequential · refused by Keras"),
        (UNEQUAL_SHAPES, "Functional · refused by Keras"),
        (UNKNOWN_UNITS, "Functional · parameters not known"),
        (LARGE_KERNEL, "Functional · refused by Keras"),
        (SUBCLASS, "Net · refused by Keras"),
    ],
)
def test_a_lens_has_no_numbers(program: str, title: str, evaluation: KerasEvaluation) -> None:
    assert {lens.title for lens in lenses(_analysed(program, evaluation))} == {title}


def test_what_may_be_caught_is_not_told_as_refused(evaluation: KerasEvaluation) -> None:
    program = """\
model = Sequential([Input((10, 8)), layers.LSTM(32)])
try:
    model.add(layers.LSTM(16))
except ValueError:
    model.add(layers.Dense(16))
"""
    titles = {lens.title for lens in lenses(_analysed(program, evaluation))}
    assert not any("refused" in title for title in titles)


@pytest.mark.parametrize("name", ["x", "y"])
def test_models_that_may_be_caught_are_not_told_as_refused(
    name: str, evaluation: KerasEvaluation
) -> None:
    program = f"""\
a, b = Input((4,), name="a"), Input((4,), name="b")
x, y = layers.Dense(3, name="x")(a), layers.Dense(3, name="{name}")(b)
try:
    model = Model([a], layers.Add()([x, y]))
except ValueError:
    pass
"""
    titles = {lens.title for lens in lenses(_analysed(program, evaluation))}
    assert not any("refused" in title for title in titles)


def test_a_way_that_leads_to_nothing_says_nothing_of_the_others(
    evaluation: KerasEvaluation,
) -> None:
    program = """\
import os
a, b = Input((4,), name="a"), Input((5,), name="b")
given = a if os.environ.get("FIRST") else b
x = layers.Dense(3)(a) if os.environ.get("SECOND") else layers.Dense(3)(b)
model = Model(given, x)
"""
    models = _analysed(program, evaluation).models
    assert {model.total_params for model in models} == {5 * 3, 6 * 3}


def test_an_outline_tells_of_the_refused_layer(evaluation: KerasEvaluation) -> None:
    [model] = symbols(_analysed(TWO_LSTMS, evaluation))
    assert model.detail == "Sequential · refused by Keras"
    assert [layer.detail for layer in model.children] == [
        "(None, 32) · 5,248 params",
        "? · refused by Keras",
        "?",
        "?",
    ]


def test_a_hover_tells_what_is_known(evaluation: KerasEvaluation) -> None:
    analysis = _analysed(UNEQUAL_SHAPES, evaluation)
    offset = analysis.file.text.index("model =")
    found = hover(analysis, analysis.file.position_at(offset))
    assert found is not None
    assert "| add (Add) | ? | ? |" in found.text
    assert found.text.endswith(
        "Keras refuses this model, so it has no totals. What is known of it has 672 params."
    )
    assert found.summary_of is None


def test_copies_do_not_tell_a_part_as_the_whole(evaluation: KerasEvaluation) -> None:
    view = _viewed(UNEQUAL_SHAPES, evaluation)
    markdown = exported(view, "markdown")
    assert "- Total parameters: at least 672" in markdown
    assert "| add | Add | ? | ? | conv2d, conv2d\\_1 |" in markdown
    assert markdown.rstrip().endswith("All axes must have the same size.")
    assert "at least 672" in exported(view, "latex")
    assert "add,Add,?,," in exported(view, "csv")


def _viewed(program: str, evaluation: KerasEvaluation) -> ModelView:
    return viewed(programs.IMPORTS + program, evaluation)


def _analysed(program: str, evaluation: KerasEvaluation) -> Analysis:
    return analyse(parse_source("model.py", programs.IMPORTS + program), evaluation)


def _rows(view: ModelView) -> list[tuple[str, tuple[str, ...], object]]:
    return [(layer.id, layer.output_shapes, layer.params) for layer in view.layers]


def _layer(view: ModelView, identifier: str) -> LayerView:
    return next(layer for layer in view.layers if layer.id == identifier)


def _edges(view: ModelView, identifier: str) -> list[tuple[str, str]]:
    return [(edge.source, edge.shape) for edge in _layer(view, identifier).inputs]
