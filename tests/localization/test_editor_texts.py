"""What the editor says of layers, models and fixes is in the user's language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.ide.code_actions import fix_all, quick_fixes
from keras_lens.ide.diagnostics import diagnostics
from keras_lens.ide.layer_text import reason_text
from keras_lens.ide.summaries import NoSummary, summary
from keras_lens.localization import in_language
from keras_lens.models.records import UnknownLayer
from keras_lens.rules.views.refusal_words import words_of
from tests.localization.prose import english_in, has_chinese
from tests.unit.ide.marked import analysed

LAYERS = {
    "an argument": "units = input()\nmodel = Sequential([Input((4,)), Dense(units)])",
    "the input": "size = int(input())\nDense(3)(Input(shape=size))",
    "what comes before": "model = Sequential([Input((4,)), Dense(int(input())), Dense(2)])",
    "a vocabulary": "StringLookup(vocabulary=input(), output_mode='one_hot')(Input((1,)))",
    "an element": "sizes = open('x').read()\nmodel = Sequential([Input((4,)), Dense(sizes[0])])",
    "an import": "from elsewhere import units\nmodel = Sequential([Input((4,)), Dense(units)])",
    "an attribute": (
        "import argparse\nparser = argparse.ArgumentParser()\n"
        "parser.add_argument('--units', type=int, required=True)\nargs = parser.parse_args()\n"
        "model = Sequential([Input((4,)), Dense(args.units)])"
    ),
    "a condition": (
        "import os\nsizes = [1]\nif os.environ.get('x'):\n    sizes.append(2)\n"
        "model = Sequential([Input((4,)), *[Dense(size) for size in sizes]])"
    ),
    "no input shape": "model = Sequential([Dense(3)])",
    "a refusal": "model = Sequential([Input((4,)), Conv2D(3, 3)])",
}


@pytest.fixture(autouse=True)
def _chinese() -> Iterator[None]:
    with in_language("zh-cn"):
        yield


def is_chinese(text: str) -> bool:
    return has_chinese(text) and not english_in(text)


@pytest.mark.parametrize("program", LAYERS.values(), ids=LAYERS)
def test_why_a_layer_is_not_known(program: str, evaluation: KerasEvaluation) -> None:
    analysis = analysed(program, evaluation)
    reasons = {_without_keras(layer) for layer in analysis.unknown_layers}
    assert reasons
    assert [reason for reason in reasons if not is_chinese(reason)] == []


def _without_keras(layer: UnknownLayer) -> str:
    """What is said of a layer, without Keras's own words."""
    said = reason_text(layer)
    return said if layer.refusal is None else said.replace(words_of(layer.refusal, layer.name), "")


@pytest.mark.parametrize("kind", ["an argument", "what comes before", "an import"])
def test_why_there_is_no_summary(kind: str, evaluation: KerasEvaluation) -> None:
    analysis = analysed(LAYERS[kind], evaluation)
    with pytest.raises(NoSummary) as problem:
        summary(analysis, analysis.models[0].key, evaluation)
    assert is_chinese(str(problem.value))


def test_what_can_be_done(evaluation: KerasEvaluation) -> None:
    program = (
        "model = Sequential([Input((28, 28, 1)), Dense(64), Flatten(), Dense(10)])\n"
        "model.add(Dense(1, activation='softmax'))\nmodel.add(Dense(1, activation='softmax'))\n"
    )
    analysis = analysed(program, evaluation)
    found = diagnostics(analysis, evaluation, {})
    titles = [
        action.title
        for finding in found
        for action in quick_fixes(analysis.file, found, finding.span)
    ]
    together = fix_all(analysis.file, found)
    titles += [] if together is None else [together.title]
    assert len(titles) > 3
    assert [title for title in titles if not is_chinese(title)] == []
