"""Models spread over several files: what is shown in the file that is analysed."""

from __future__ import annotations

from pathlib import Path

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.ide.diagnostics import diagnostics
from keras_lens.ide.hints import HintOptions, hints
from keras_lens.models.analysis import Analysis, analyse
from keras_lens.syntax.source import parse_source
from keras_lens.workspace import Workspace

BLOCKS = """\
from keras import layers, Input, Model, Sequential

def conv_block(x, filters):
    x = layers.Conv2D(filters, 3, padding="same")(x)
    return layers.ReLU()(x)

def make_model(classes):
    inputs = Input((28, 28, 1))
    outputs = layers.Dense(classes)(layers.Flatten()(conv_block(inputs, 4)))
    return Model(inputs, outputs)

class Head(layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.dense = layers.Dense(units)
    def call(self, x):
        return self.dense(x)

ready = Sequential([Input((4,)), layers.Dense(3)])
mistaken = Sequential([Input((28, 28, 1)), layers.Dense(10), layers.Flatten()])
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "blocks.py").write_text(BLOCKS)
    return tmp_path


def analysed(folder: Path, text: str, evaluation: KerasEvaluation) -> Analysis:
    main = str(folder / "main.py")
    finder = Workspace([str(folder)]).finder(main)
    return analyse(parse_source(main, text), evaluation, finder=finder)


def labels(analysis: Analysis) -> list[tuple[int, str]]:
    return [(hint.position.line, hint.label) for hint in hints(analysis, HintOptions())]


def test_only_the_files_own_layers_have_hints(folder: Path, evaluation: KerasEvaluation) -> None:
    text = """\
from keras import Input, layers
from blocks import conv_block
x = conv_block(Input((8, 8, 3)), 5)
x = layers.Flatten()(x)
"""
    found = labels(analysed(folder, text, evaluation))
    assert found == [(2, "(None, 8, 8, 3)"), (3, "(None, 320)")]


def test_a_model_of_another_file_is_at_the_call(folder: Path, evaluation: KerasEvaluation) -> None:
    text = "import blocks\n\nnet = blocks.make_model(10)\nother = blocks.make_model(20)\n"
    models = analysed(folder, text, evaluation).models
    # Conv2D: 3·3·1·4 + 4, Dense: 28·28·4·classes + classes.
    assert [(m.variable, m.site.span.start.line, m.total_params) for m in models] == [
        ("net", 2, 40 + 31_360 + 10),
        ("other", 3, 40 + 62_720 + 20),
    ]


def test_an_imported_model_is_at_the_import(folder: Path, evaluation: KerasEvaluation) -> None:
    text = "import keras\nfrom blocks import ready\nready.summary()\n"
    [model] = analysed(folder, text, evaluation).models
    assert (model.variable, model.site.span.start.line, model.total_params) == ("ready", 1, 15)


def test_an_imported_class_is_applied_here(folder: Path, evaluation: KerasEvaluation) -> None:
    text = "import keras\nfrom blocks import Head\ny = Head(7)(keras.Input((3,)))\n"
    assert labels(analysed(folder, text, evaluation)) == [
        (2, "(None, 7) · 28 params"),
        (2, "(None, 3)"),
    ] or labels(analysed(folder, text, evaluation)) == [
        (2, "(None, 3)"),
        (2, "(None, 7) · 28 params"),
    ]


def test_a_mistake_in_another_file_is_not_reported_here(
    folder: Path, evaluation: KerasEvaluation
) -> None:
    analysis = analysed(folder, "import keras\nfrom blocks import mistaken\n", evaluation)
    assert [model.variable for model in analysis.models] == ["mistaken"]
    assert diagnostics(analysis, evaluation, {}) == []
