"""The rows of a model are those that Keras has: `model.layers`, its operations, its nodes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.ide.model_view import LayerView, ModelView

from . import accounts, programs
from .viewing import viewed


@pytest.fixture(scope="session")
def told_by_keras() -> dict[str, Any]:
    texts = {name: programs.IMPORTS + text for name, text in programs.ALL.items()}
    script = Path(accounts.__file__)
    done = subprocess.run(
        [sys.executable, str(script)],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@pytest.mark.parametrize("name", programs.ALL)
def test_rows_shapes_counts_and_edges(
    name: str, told_by_keras: dict[str, Any], evaluation: KerasEvaluation
) -> None:
    view = _view(programs.ALL[name], evaluation)
    expected = told_by_keras[name]
    rows = [_row(layer, view.layers) for layer in view.layers]
    if name == "subclass":  # Keras keeps no account of what goes on in its `call`
        rows = [{**row, "from": []} for row in rows]
    assert rows == expected["rows"]
    assert (view.params, view.trainable) == (expected["params"], expected["trainable"])


def _view(program: str, evaluation: KerasEvaluation) -> ModelView:
    return viewed(programs.IMPORTS + program, evaluation)


def _row(layer: LayerView, beside: tuple[LayerView, ...]) -> dict[str, Any]:
    names = {one.id: one.name for one in beside}
    return {
        "name": layer.name,
        "class": layer.class_name,
        "shapes": list(layer.output_shapes),
        "params": layer.params,
        "trainable": layer.trainable,
        "from": [[names[edge.source], edge.shape] for edge in layer.inputs],
        "layers": [_row(inner, layer.layers) for inner in layer.layers],
    }
