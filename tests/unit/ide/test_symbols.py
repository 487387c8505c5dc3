"""Models and layers as symbols, and the ways between their places."""

from __future__ import annotations

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.ide.navigation import definitions, references
from keras_lens.ide.symbols import Symbol, matching, symbols
from keras_lens.syntax.source import SourceFile

from .marked import CURSOR, IMPORTS, analysed, cursor_in

FOUNDING_EXAMPLE = """\
model = Sequential()
model.add(Dense(units=64, activation='relu', input_shape=(28, 28, 1)))
model.add(Flatten())
model.add(Dense(units=10, activation='relu'))
model.summary()
"""


def tree(program: str, evaluation: KerasEvaluation) -> list[str]:
    """Each symbol as its name, detail, what is selected and the lines of what belongs to it."""
    analysis = analysed(program, evaluation)
    return [
        line
        for one in symbols(analysis)
        for line in (written(one, analysis.file), *inner(one, analysis.file))
    ]


def inner(symbol: Symbol, file: SourceFile) -> list[str]:
    return [f"  {written(child, file)}" for child in symbol.children]


def written(symbol: Symbol, file: SourceFile) -> str:
    above = IMPORTS.count("\n")
    first, last = symbol.span.start.line - above + 1, symbol.span.end.line - above + 1
    lines = f"{first}" if first == last else f"{first}-{last}"
    return f"{symbol.name} [{symbol.detail}] {file.text_of(symbol.selection)} {lines}"


def test_a_model_has_its_layers(evaluation: KerasEvaluation) -> None:
    assert tree(FOUNDING_EXAMPLE, evaluation) == [
        "model [Sequential · 501,898 params] model 1-4",
        "  dense [(None, 28, 28, 64) · 128 params] Dense 2",
        "  flatten [(None, 50176)] Flatten 3",
        "  dense_1 [(None, 10) · 501,770 params] Dense 4",
    ]


def test_layers_in_a_list(evaluation: KerasEvaluation) -> None:
    program = "model = Sequential([\n    Input((4,)),\n    Dense(2, name='first'),\n])\n"
    assert tree(program, evaluation) == [
        "model [Sequential · 10 params] model 1-4",
        "  first [(None, 2) · 10 params] Dense 3",
    ]


FUNCTIONAL = """\
from keras import Model

def block(x):
    return Dense(3, name='in_block')(x)

inputs = Input((4,))
shared = Dense(4, name='shared')
x = shared(shared(inputs))
outputs = block(x)
model = Model(inputs, outputs, name='net')
"""


def test_a_functional_model_spans_its_layers_but_not_other_functions(
    evaluation: KerasEvaluation,
) -> None:
    assert tree(FUNCTIONAL, evaluation) == [
        "model [Functional · 35 params] model 6-10",
        "  input_layer [(None, 4)] Input 6",
        "  shared [(None, 4) · 20 params] shared 8",
        "  in_block [(None, 3) · 15 params] Dense 4",
    ]


def test_layers_of_which_nothing_is_known(evaluation: KerasEvaluation) -> None:
    assert tree("model = Sequential([Dense(4)])\n", evaluation) == [
        "model [Sequential · parameters not known] model 1",
        "  dense [?] Dense 1",
    ]


def test_a_model_that_is_returned_is_called_as_keras_calls_it(
    evaluation: KerasEvaluation,
) -> None:
    program = "def make():\n    return Sequential([Input((4,)), Dense(1)], name='net')\n"
    assert tree(program, evaluation)[0] == "net [Sequential · 5 params] Sequential 2"


def test_what_is_selected_is_a_part(evaluation: KerasEvaluation) -> None:
    """Editors refuse a symbol that is not so."""
    for program in (FOUNDING_EXAMPLE, FUNCTIONAL):
        for model in symbols(analysed(program, evaluation)):
            for one in (model, *model.children):
                assert one.span.start <= one.selection.start
                assert one.selection.end <= one.span.end


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["encoder", "decoder"]),
        ("enc", ["encoder"]),
        ("DCR", ["decoder"]),
        ("sequential", ["encoder", "decoder"]),
        ("xyz", []),
    ],
)
def test_models_by_name(query: str, found: list[str], evaluation: KerasEvaluation) -> None:
    program = "encoder = Sequential([Input((4,))])\ndecoder = Sequential([Input((2,))])\n"
    known = symbols(analysed(program, evaluation))
    assert [one.name for one in matching(known, query)] == found


NAMED = """\
model = Sequential([Input((4,)), Dense(3, name='first'), Dense(2, name='second')])
other = Sequential([Input((4,)), Dense(1, name='first')])
{}
"""


@pytest.mark.parametrize(
    ("use", "made"),
    [
        ("model.get_layer('fir▮st')", ["Dense(3, name='first')"]),
        ("other.get_layer(name='▮first').units", ["Dense(1, name='first')"]),
        ("model.get_layer('third▮')", []),
        ("model.get_la▮yer('first')", []),
        ("print('fir▮st')", []),
        ("mod▮el.summary()", []),
    ],
)
def test_from_a_name_to_where_the_layer_is_made(
    use: str, made: list[str], evaluation: KerasEvaluation
) -> None:
    marked = NAMED.format(use)
    analysis = analysed(marked.replace(CURSOR, ""), evaluation)
    found = definitions(analysis, cursor_in(marked))
    assert [analysis.file.text_of(site.span) for site in found] == made


CALLS = """\
a = Input((4,))
shared = Dense(4)
layers = [shared, Dense(2)]
b = shared(a)
c = layers[0](b)
d = layers[1](c)
"""


@pytest.mark.parametrize(
    ("place", "lines"),
    [
        ("sha▮red = ", [4, 5]),
        ("b = sha▮red", [4, 5]),
        ("c = ▮layers[0]", [4, 5]),
        ("d = ▮layers[1]", []),
        ("a = Inp▮ut", []),
        ("Den▮se(4)", []),
    ],
)
def test_the_calls_of_a_shared_layer(
    place: str, lines: list[int], evaluation: KerasEvaluation
) -> None:
    marked = CALLS.replace(place.replace(CURSOR, ""), place, 1)
    analysis = analysed(CALLS, evaluation)
    found = references(analysis, cursor_in(marked))
    above = IMPORTS.count("\n")
    assert [span.start.line - above + 1 for _, span in found] == lines
