"""The names that the installed Keras publishes."""

from __future__ import annotations

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.evaluation.outcomes import Api, Parameter
from keras_lens.evaluation.questions import DescribeApi


@pytest.fixture(scope="module")
def api(keras: KerasEvaluation) -> Api:
    outcome = keras.ask(DescribeApi())
    assert isinstance(outcome, Api)
    return outcome


@pytest.mark.parametrize(
    ("path", "canonical"),
    [
        ("keras.src.layers.Dense", "keras.layers.Dense"),
        ("keras.src.layers.core.dense.Dense", "keras.layers.Dense"),
        ("keras.src.layers.layer.Layer", "keras.layers.Layer"),
        ("keras.src.models.Sequential", "keras.Sequential"),
        ("keras.src.backend.is_keras_tensor", "keras.utils.is_keras_tensor"),
    ],
)
def test_names_inside_of_keras(api: Api, path: str, canonical: str) -> None:
    assert api.internal[path] == api.entries[canonical].canonical


@pytest.mark.parametrize(
    ("path", "canonical", "kind"),
    [
        ("keras.layers.Dense", "keras.layers.Dense", "layer"),
        ("keras.layers.Convolution2D", "keras.layers.Conv2D", "layer"),
        ("keras.Layer", "keras.layers.Layer", "layer"),
        ("keras.layers.Input", "keras.Input", "function"),
        ("keras.Input", "keras.Input", "function"),
        ("keras.models.Sequential", "keras.Sequential", "model"),
        ("keras.models.Model", "keras.Model", "model"),
        ("keras.initializers.ones", "keras.initializers.Ones", "class"),
        ("keras.regularizers.l2", "keras.regularizers.L2", "class"),
        ("keras.activations.relu", "keras.activations.relu", "function"),
        ("keras.ops.nn.relu", "keras.ops.relu", "function"),
        ("keras.applications.resnet50.ResNet50", "keras.applications.ResNet50", "function"),
        ("keras.datasets.mnist.load_data", "keras.datasets.mnist.load_data", "function"),
        ("keras.utils.to_categorical", "keras.utils.to_categorical", "function"),
        ("keras.optimizers.Adam", "keras.optimizers.Adam", "class"),
        ("keras.layers", "keras.layers", "module"),
    ],
)
def test_paths(api: Api, path: str, canonical: str, kind: str) -> None:
    entry = api.entries[path]
    assert (entry.canonical, entry.kind) == (canonical, kind)


def test_parameters_are_those_of_the_constructor(api: Api) -> None:
    dense = api.entries["keras.layers.Dense"].parameters
    assert dense[:2] == (
        Parameter("units", "POSITIONAL_OR_KEYWORD", False),
        Parameter("activation", "POSITIONAL_OR_KEYWORD", True),
    )
    assert dense[-1] == Parameter("kwargs", "VAR_KEYWORD", False)
    sequential = api.entries["keras.Sequential"].parameters
    assert [parameter.name for parameter in sequential] == ["layers", "trainable", "name"]


def test_the_first_sentence_says_what_it_is(api: Api) -> None:
    assert api.entries["keras.layers.Conv2D"].summary == "2D convolution layer."


def test_nothing_private_is_published(api: Api) -> None:
    parts = {part for path in api.entries for part in path.split(".")}
    assert "src" not in parts
    assert not [part for part in parts if part.startswith("_")]


def test_every_canonical_path_is_published(api: Api) -> None:
    assert {entry.canonical for entry in api.entries.values()} <= api.entries.keys()
