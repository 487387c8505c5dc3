"""What Keras itself says of the model that a program makes: run in a process of its own.

Reads programs by name as JSON from standard input, writes accounts by the same names.
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections.abc import Iterator
from typing import Any

import keras
from keras.src import tree
from keras.src.utils.summary_utils import format_layer_shape


def account(model: Any) -> list[dict[str, Any]]:
    """The rows of a model, in the order of its summary."""
    graph = model._functional if isinstance(model, keras.Sequential) else model
    if not isinstance(graph, keras.src.models.functional.Functional):
        return [_row(layer, [], [_shape_in_summary(layer)]) for layer in model.layers]
    nodes = [node for level in graph._nodes_by_depth.values() for node in level]
    return [_row_in(operation, nodes) for operation in graph._operations]


def _row_in(operation: Any, nodes: list[Any]) -> dict[str, Any]:
    own = [node for node in operation._inbound_nodes if any(node is one for one in nodes)]
    given = [tensor for node in own for tensor in node.input_tensors]
    edges = [[tensor._keras_history.operation.name, str(tensor.shape)] for tensor in given]
    outputs = [tensor for node in own for tensor in node.output_tensors]
    return _row(operation, edges, _shapes(outputs))


def _row(layer: Any, edges: list[Any], shapes: list[str]) -> dict[str, Any]:
    is_layer = isinstance(layer, keras.layers.Layer)
    return {
        "name": layer.name,
        "class": type(layer).__name__,
        "shapes": shapes,
        "params": layer.count_params() if is_layer else 0,
        "trainable": _trainable(layer) if is_layer else "all",
        "from": edges,
        "layers": account(layer) if getattr(layer, "layers", None) else [],
    }


def _trainable(layer: Any) -> str:
    learning = [one.trainable for one in _leaves(layer) if one.trainable_variables or one.weights]
    if not learning:
        return "all" if layer.trainable else "none"
    return "all" if all(learning) else "partly" if any(learning) else "none"


def _leaves(layer: Any) -> Iterator[Any]:
    inner = getattr(layer, "layers", None)
    if inner:
        for one in inner:
            yield from _leaves(one)
    else:
        yield layer


def _shape_in_summary(layer: Any) -> str:
    return re.sub(r"\[.*?\]", "", format_layer_shape(layer))


def _shapes(tensors: Any) -> list[str]:
    return list(dict.fromkeys(str(tensor.shape) for tensor in tree.flatten(tensors)))


def main() -> None:
    accounts = {}
    for name, program in json.load(sys.stdin).items():
        keras.utils.clear_session()
        scope: dict[str, Any] = {"__name__": "__main__"}
        exec(program, scope)
        model = scope["model"]
        accounts[name] = {
            "rows": account(model),
            "params": model.count_params(),
            "trainable": sum(math.prod(one.shape) for one in model.trainable_weights),
        }
    json.dump(accounts, sys.stdout)


if __name__ == "__main__":
    main()
