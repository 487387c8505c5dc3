"""Layers among the arguments of a layer that holds them: their weights are its weights."""

from __future__ import annotations

from typing import Any

import keras
from keras.src import tree

from .attributes import variable_attributes
from .structures import tensors_to_json, weights_to_json


def held_layers(given: Any, weights: list[Any]) -> list[dict[str, Any]]:
    """The layers among the arguments `given` that have some of the layer's `weights`."""
    numbers = {id(weight): number for number, weight in enumerate(weights)}
    layers = [one for one in tree.flatten(given) if isinstance(one, keras.layers.Layer)]
    return [
        _describe(number, layer, numbers)
        for number, layer in enumerate(layers)
        if layer.weights and all(id(weight) in numbers for weight in layer.weights)
    ]


def _describe(number: int, layer: Any, numbers: dict[int, int]) -> dict[str, Any]:
    shapes = list((getattr(layer, "_build_shapes_dict", None) or {}).values())
    is_one = len(shapes) == 1 and isinstance(shapes[0], tuple)
    return {
        "number": number,
        "weights": weights_to_json(layer),
        "numbers": [numbers[id(weight)] for weight in layer.weights],
        "variables": variable_attributes(layer, layer.weights),
        "build_shape": tensors_to_json(shapes[0]) if is_one else None,
    }
