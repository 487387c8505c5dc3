"""Models from their recipes.

The layers of a recipe and of the recipes in it share their keys: a layer that stands in two
models is made once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import keras
from keras.src import tree

from .custom_layers import make_custom_layer
from .names import names_given_back
from .structures import has_tensor
from .terms import call_arguments, is_build, read, reader

_MOST_CALLS = 100


@reader("$model")
def rebuild(recipe: dict[str, Any]) -> Any:
    """The model that the program has at that point.

    Its names are those of the recipe and were taken from the counters when the program made
    the model, so making it again takes none. Raises what Keras raises.
    """
    with names_given_back():
        made: dict[int, Any] = {}
        model = _model(recipe, made)
        for described in _layers_in(recipe):
            _call(made[described["key"]], described.get("last"))
        return model


def _layers_in(recipe: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The layers of a recipe and of the recipes in it."""
    for described in recipe.get("operations", recipe.get("layers", ())):
        yield described
        term = described["term"]
        if isinstance(term, dict) and "$model" in term:
            yield from _layers_in(term["$model"])


@reader("$custom_layer")
def _custom_layer(content: dict[str, Any]) -> Any:
    with names_given_back():
        return _read({"$custom_layer": content}, {})


def _model(recipe: dict[str, Any], made: dict[int, Any]) -> Any:
    return _graph(recipe, made) if "operations" in recipe else _sequential(recipe, made)


def _sequential(recipe: dict[str, Any], made: dict[int, Any]) -> Any:
    layers = [_layer(described, made) for described in recipe["layers"]]
    model = keras.Sequential(layers, name=recipe["name"])
    if recipe["input_shape"] is not None and not model.built:
        model.build(tuple(recipe["input_shape"]))
    _freeze(model, recipe, recipe["layers"], layers)
    return model


def _graph(recipe: dict[str, Any], made: dict[int, Any]) -> Any:
    operations = {one["key"]: _layer(one, made) for one in recipe["operations"]}
    outputs: list[list[Any]] = []
    for node in recipe["nodes"]:
        operation = operations[node["operation"]]
        if isinstance(operation, keras.layers.InputLayer):
            outputs.append([operation.output])
            continue
        args = [_fill_in(value, outputs) for value in node["args"]]
        kwargs = {name: _fill_in(value, outputs) for name, value in node["kwargs"].items()}
        while len(operation._inbound_nodes) < min(node["number"], _MOST_CALLS):
            operation(*args, **kwargs)  # in the place of a call outside of the model
        outputs.append(tree.flatten(operation(*args, **kwargs)))
    model = keras.Model(
        _fill_in(recipe["inputs"], outputs),
        _fill_in(recipe["outputs"], outputs),
        name=recipe["name"],
    )
    _freeze(model, recipe, recipe["operations"], list(operations.values()))
    return model


def _fill_in(value: Any, outputs: list[list[Any]]) -> Any:
    """An argument with the tensors that its places stand for."""
    if isinstance(value, list):
        return [_fill_in(item, outputs) for item in value]
    if not isinstance(value, dict):
        return value
    ((kind, content),) = value.items()
    if kind == "$node_tensor":
        node, index = content
        return outputs[node][index]
    if kind == "$tuple":
        return tuple(_fill_in(item, outputs) for item in content)
    if kind == "$tensor":  # a constant: what it holds is not known, and does not matter
        return keras.ops.zeros(content["shape"], dtype=content["dtype"])
    if kind == "$dict":
        return {_fill_in(key, outputs): _fill_in(item, outputs) for key, item in content}
    return read(value)


def _layer(described: dict[str, Any], made: dict[int, Any]) -> Any:
    """The layer of a recipe; the same object where its key was there before."""
    key = described["key"]
    if key not in made:
        made[key] = _new_layer(described, made)
    return made[key]


def _new_layer(described: dict[str, Any], made: dict[int, Any]) -> Any:
    layer = _as_layer(_read(described["term"], made))
    layer.name = described["name"]
    if not isinstance(layer, keras.layers.Layer):
        return layer
    if layer.trainable != described["trainable"]:
        layer.trainable = described["trainable"]
    if not isinstance(layer, keras.layers.InputLayer):
        _call(layer, described["build"])
    return layer


def _call(layer: Any, arguments: dict[str, Any] | None) -> None:
    """Calls a layer as the program did, if it did."""
    args, kwargs = call_arguments(arguments) if arguments is not None else ([], {})
    if has_tensor((args, kwargs)):
        layer(*args, **kwargs)
    elif is_build(args, kwargs):
        layer.build(*args)


def _read(term: Any, made: dict[int, Any]) -> Any:
    """What a layer's term describes; a model in it shares the layers made so far."""
    if isinstance(term, dict) and "$model" in term:
        return _model(term["$model"], made)
    if isinstance(term, dict) and "$custom_layer" in term:
        content = term["$custom_layer"]
        layers = [_layer(one, made) for one in content["layers"]]
        return make_custom_layer(content, layers)
    return read(term)


def _as_layer(made: Any) -> Any:
    """`keras.Input` gives a tensor; the model holds the layer behind it."""
    history = getattr(made, "_keras_history", None)
    return history[0] if history else made


def _freeze(
    model: Any, recipe: dict[str, Any], described: list[dict[str, Any]], layers: list[Any]
) -> None:
    """Sets `trainable` of the model, which sets that of its layers, and theirs again."""
    if model.trainable == recipe["trainable"]:
        return
    model.trainable = recipe["trainable"]
    for layer, one in zip(layers, described, strict=True):
        if getattr(layer, "trainable", one["trainable"]) != one["trainable"]:
            layer.trainable = one["trainable"]
