"""Sequential models from their recipes."""

from __future__ import annotations

from typing import Any

import keras

from .names import names_given_back
from .structures import has_tensor
from .terms import read


def rebuild(recipe: dict[str, Any]) -> Any:
    """The model that the program has at that point.

    Its names are those of the recipe and were taken from the counters when the program made
    the model, so making it again takes none. Raises what Keras raises.
    """
    with names_given_back():
        layers = _layers(recipe)
        model = keras.Sequential(layers, name=recipe["name"])
        if recipe["input_shape"] is not None and not model.built:
            model.build(tuple(recipe["input_shape"]))
        _freeze(model, recipe, layers)
    return model


def _layers(recipe: dict[str, Any]) -> list[Any]:
    """The layers in order; an occurrence of a key that was there before is the same object."""
    made: dict[int, Any] = {}
    layers = []
    for described in recipe["layers"]:
        key = described["key"]
        if key not in made:
            made[key] = _layer(described)
        layers.append(made[key])
    return layers


def _layer(described: dict[str, Any]) -> Any:
    layer = _as_layer(read(described["term"]))
    layer.name = described["name"]
    if layer.trainable != described["trainable"]:
        layer.trainable = described["trainable"]
    if not isinstance(layer, keras.layers.InputLayer):
        build = read(described["build"])
        if has_tensor(build):
            layer(build)
    return layer


def _as_layer(made: Any) -> Any:
    """`keras.Input` gives a tensor; the model holds the layer behind it."""
    history = getattr(made, "_keras_history", None)
    return history[0] if history else made


def _freeze(model: Any, recipe: dict[str, Any], layers: list[Any]) -> None:
    """Sets `trainable` of the model, which sets that of its layers, and theirs again."""
    if model.trainable != recipe["trainable"]:
        model.trainable = recipe["trainable"]
        for layer, described in zip(layers, recipe["layers"], strict=True):
            if layer.trainable != described["trainable"]:
                layer.trainable = described["trainable"]
