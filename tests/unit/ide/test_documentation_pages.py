"""Pages about Keras's classes on the web, and the first sentences of docstrings."""

from __future__ import annotations

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.evaluation.outcomes import Api, ApiEntry
from keras_lens.evaluation.questions import DescribeApi
from keras_lens.ide.docstrings import first_sentence
from keras_lens.ide.documentation_pages import PAGES, SITE, page_of
from keras_lens.ide.model_view import layer_kinds

SECTIONS = {f"{SITE}{path.rpartition('/')[0]}/" for path in PAGES.values()}
PREPROCESSING = f"{SITE}layers/preprocessing_layers/"
WITHOUT_A_SECTION = {"Wrapper"}
"""Nothing but a base class."""


@pytest.fixture(scope="module")
def api(evaluation: KerasEvaluation) -> Api:
    found = evaluation.ask(DescribeApi())
    assert isinstance(found, Api)
    return found


@pytest.fixture(scope="module")
def layers(api: Api) -> dict[str, ApiEntry]:
    """The layers that the installed Keras publishes, by name."""
    return {
        path.removeprefix("keras.layers."): entry
        for path, entry in api.entries.items()
        if path == entry.canonical and entry.kind == "layer" and path.startswith("keras.layers.")
    }


def test_every_layer_has_its_page_or_its_section(api: Api, layers: dict[str, ApiEntry]) -> None:
    kinds = layer_kinds(api)
    assert len(layers) > 100
    for name in layers.keys() - WITHOUT_A_SECTION:
        page = page_of(name, kinds.get(name))
        assert name in PAGES or page in SECTIONS | {PREPROCESSING}, name


def test_every_page_is_of_something_that_keras_has(api: Api, layers: dict[str, ApiEntry]) -> None:
    published = {path.rpartition(".")[2] for path in api.entries}
    assert PAGES.keys() - published == {"Functional"}


@pytest.mark.parametrize(
    ("name", "kind", "path"),
    [
        ("Dense", "core", "layers/core_layers/dense/"),
        ("Conv2D", "convolution", "layers/convolution_layers/convolution2d/"),
        ("ConvLSTM2D", "recurrent", "layers/recurrent_layers/conv_lstm2d/"),
        ("PReLU", "activation", "layers/activation_layers/prelu/"),
        ("AdaptiveMaxPooling2D", "pooling", "layers/pooling_layers/"),
        ("SomethingNew", None, "layers/"),
        ("Functional", None, "models/model/"),
    ],
)
def test_addresses(name: str, kind: str | None, path: str) -> None:
    assert page_of(name, kind) == SITE + path


def test_the_sentences_of_all_layers_are_whole(layers: dict[str, ApiEntry]) -> None:
    for name, entry in layers.items():
        sentence = first_sentence(entry.summary)
        if sentence is None:
            assert name == "InputLayer"
            continue
        assert sentence.endswith((".", ")")), name
        assert sentence.split()[-1] not in ("e.g.", "(e.g.", "a.k.a.", "al."), name
        assert sentence.count("`") % 2 == 0, name


@pytest.mark.parametrize(
    ("docstring", "sentence"),
    [
        ("Flattens the input.\n\nDoes not affect the batch.", "Flattens the input."),
        ("Scales it.  And\nmore.", "Scales it."),
        ("1D layer (e.g. temporal\nconvolution).", "1D layer (e.g. temporal convolution)."),
        ("Attention, a.k.a. Luong-style. It is.", "Attention, a.k.a. Luong-style."),
        ("No full stop", "No full stop"),
        ("Wraps a [Flax](https://flax.dev) module.", "Wraps a Flax module."),
        ("Takes `a_b`, not a_b.", r"Takes `a_b`, not a\_b."),
        ("Like :class:`Dense` or ``x * y``.", "Like `Dense` or `x * y`."),
        ("![logo](http://x.org/a.png) A <b>bold</b> layer.", r"A \<b\>bold\</b\> layer."),
        ("[Click](command:workbench.action.quit) it.", "Click it."),
        ("Unfinished `code.", "Unfinished code."),
        ("Of a signal. Or none.", "Of a signal."),
        ("Averages..", "Averages."),
        ("word " * 100 + ".", None),
        ("  \n ", None),
    ],
)
def test_first_sentences(docstring: str, sentence: str | None) -> None:
    assert first_sentence(docstring) == sentence
