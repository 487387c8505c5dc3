"""The answer to `Trace`: which layers and operations a call makes, and how they are connected."""

from __future__ import annotations

from typing import Any

import keras
from keras.src import tree
from keras.src.utils.naming import to_snake_case

from .attributes import variable_attributes
from .construct import describe_layer, make
from .names import names_since, names_taken
from .problems import Unsupported
from .structures import tensors_to_json, weights_to_json
from .terms_mode import given_tensors

_SAID_ELSEWHERE = frozenset({"name", "trainable"})
_MOST_NODES = 5000


def trace(question: dict[str, Any]) -> dict[str, Any]:
    """The outcome `Traced`."""
    before = names_taken()
    with given_tensors() as given:
        made = make(question["term"])
    used = names_since(before)
    is_model = isinstance(made, keras.Model)
    ends = made.outputs if is_model else [one for one in tree.flatten(made) if _is_symbolic(one)]
    graph = _Graph(given, used)
    for tensor in ends:
        graph.visit(tensor)
    return {
        "outcome": "traced",
        "operations": [graph.describe(operation) for operation in graph.operations],
        "nodes": [graph.describe_node(node) for node in graph.nodes],
        "output": None if is_model else graph.to_json(made),
        "model": _describe_model(made, graph, used) if is_model else None,
        "names_used": used,
    }


def _describe_model(model: Any, graph: _Graph, used: dict[str, int]) -> dict[str, Any]:
    return {
        "class_name": type(model).__name__,
        "name": model.name,
        "own_name_kind": _automatic_kind(model, used),
        "inputs": graph.to_json(model._inputs_struct),
        "outputs": graph.to_json(model._outputs_struct),
    }


def _is_symbolic(value: Any) -> bool:
    return isinstance(value, keras.KerasTensor)


def _automatic_kind(operation: Any, used: dict[str, int]) -> str | None:
    """The counter that a name came from, None where the name was given."""
    kind = str(to_snake_case(type(operation).__name__))
    number = operation.name.removeprefix(kind).removeprefix("_")
    if not operation.name.startswith(kind) or not (number == "" or number.isdigit()):
        return None
    return kind if int(number or 0) < used.get(kind, 0) else None


class _Graph:
    """Operations and nodes between the given tensors (or inputs) and what the call gives."""

    def __init__(self, given: list[Any], used: dict[str, int]) -> None:
        self._places: dict[int, tuple[int, int]] = {
            id(tensor): (-1 - number, 0) for number, tensor in enumerate(given)
        }
        self._used = used
        self._seen: set[int] = set()
        self._indices: dict[int, int] = {}
        self.nodes: list[Any] = []
        self.operations: list[Any] = []

    def visit(self, tensor: Any) -> None:
        """Notes the node that made a tensor, behind those that it depends on."""
        waiting: list[tuple[Any, bool]] = [(tensor, False)]
        while waiting:
            one, is_ready = waiting.pop()
            history = getattr(one, "_keras_history", None)
            if id(one) in self._places or not history:
                continue
            node = history.operation._inbound_nodes[history.node_index]
            if is_ready:
                self._add(node)
            elif id(node) not in self._seen:
                self._seen.add(id(node))
                waiting.append((one, True))
                waiting.extend((given, False) for given in reversed(node.input_tensors))

    def _add(self, node: Any) -> None:
        if len(self.nodes) >= _MOST_NODES:
            raise Unsupported("The graph is too large.")
        if id(node.operation) not in self._indices:
            self._indices[id(node.operation)] = len(self.operations)
            self.operations.append(node.operation)
        for index, tensor in enumerate(tree.flatten(node.outputs)):
            self._places[id(tensor)] = (len(self.nodes), index)
        self.nodes.append(node)

    def describe(self, operation: Any) -> dict[str, Any]:
        """An operation of the graph."""
        is_layer = isinstance(operation, keras.layers.Layer)
        kind = _automatic_kind(operation, self._used)
        return {
            "term": _constructor(operation),
            "name": operation.name,
            "is_layer": is_layer,
            "constructed": describe_layer(operation, {}, kind),
            "weights": weights_to_json(operation) if is_layer else [],
            "dtype": keras.backend.standardize_dtype(operation.dtype) if is_layer else None,
            "variables": variable_attributes(operation, operation.weights) if is_layer else {},
        }

    def describe_node(self, node: Any) -> dict[str, Any]:
        """A call in the graph."""
        is_input = node.is_input
        arguments = node.arguments
        args = () if is_input else arguments.args
        kwargs = {} if is_input else arguments.kwargs
        outputs = node.outputs
        return {
            "operation": self._indices[id(node.operation)],
            "args": [self.to_json(value) for value in args],
            "kwargs": {name: self.to_json(value) for name, value in kwargs.items()},
            "output": tensors_to_json(outputs[0] if len(outputs) == 1 else list(outputs)),
        }

    def to_json(self, value: Any) -> Any:
        """A structure of tensors of the graph and plain values."""
        place = self._places.get(id(value))
        if place is not None:
            return {"$node_tensor": list(place)}
        if isinstance(value, list):
            return [self.to_json(item) for item in value]
        if isinstance(value, tuple):
            return {"$tuple": [self.to_json(item) for item in value]}
        if isinstance(value, dict):
            return {"$dict": [[str(key), self.to_json(item)] for key, item in value.items()]}
        is_array = hasattr(value, "__array__") and not isinstance(value, (int, float))
        if keras.ops.is_tensor(value) or is_array:
            return tensors_to_json(value)  # a constant, as the mean that is taken from images
        return plain_to_json(value)


def plain_to_json(value: Any) -> Any:
    """A plain value as the JSON of a term. Raises Unsupported for anything else."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if value is ...:
        return {"$ellipsis": None}
    if isinstance(value, slice):
        return {"$slice": [plain_to_json(one) for one in (value.start, value.stop, value.step)]}
    if isinstance(value, list):
        return [plain_to_json(item) for item in value]
    if isinstance(value, tuple):
        return {"$tuple": [plain_to_json(item) for item in value]}
    if isinstance(value, dict):
        return {"$dict": [[str(key), plain_to_json(item)] for key, item in value.items()]}
    raise Unsupported(f"{type(value).__name__} is not told.")


def _constructor(operation: Any) -> dict[str, Any]:
    """The call that makes such an operation again."""
    cls = type(operation)
    if cls is keras.Sequential:
        layers = [_named_constructor(layer) for layer in operation._layers]
        return {"$call": {"path": "keras.Sequential", "args": [layers], "kwargs": {}}}
    path = f"keras.layers.{cls.__name__}"
    if getattr(keras.layers, cls.__name__, None) is not cls:
        path = f"{cls.__module__}.{cls.__name__}"
    kwargs = {}
    for name, value in operation.get_config().items():
        if name == "dtype":
            value = _policy_name(value)
        if name in _SAID_ELSEWHERE or _is_serialized_object(value):
            continue
        kwargs[name] = plain_to_json(value)
    if kwargs.get("dtype") == keras.config.dtype_policy().name:
        del kwargs["dtype"]
    return {"$call": {"path": path, "args": [], "kwargs": dict(sorted(kwargs.items()))}}


def _named_constructor(layer: Any) -> dict[str, Any]:
    """The call that makes a layer with its name."""
    constructor = _constructor(layer)
    constructor["$call"]["kwargs"]["name"] = layer.name
    return constructor


def _is_serialized_object(value: Any) -> bool:
    """An initializer, regularizer and so on: they change neither shape nor count."""
    return isinstance(value, dict) and "class_name" in value


def _policy_name(value: Any) -> Any:
    return value["config"]["name"] if _is_serialized_object(value) else value
