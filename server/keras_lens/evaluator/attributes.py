"""The attributes of a layer that a program can read as plain values."""

from __future__ import annotations

import inspect
import math
from typing import Any

import keras
from keras.src import tree

from .structures import tensors_to_json

_OF_THE_PROGRAM = frozenset({"built", "name"})


def plain_attributes(layer: Any, given: Any = ()) -> dict[str, Any]:
    """The public attributes that are plain values (`units`, `kernel_size`), or layers among the
    arguments `given` to its constructor, as JSON.

    Not the name: that is the program's, and the evaluator is not told it."""
    layers = [one for one in tree.flatten(given) if isinstance(one, keras.layers.Layer)]
    numbers = {id(one): number for number, one in enumerate(layers)}
    found = {
        name: _to_json(value, numbers)
        for name, value in vars(layer).items()
        if not name.startswith("_") and name not in _OF_THE_PROGRAM and _is_plain(value, numbers)
    }
    supports = getattr(layer, "supports_masking", None)  # operations have none
    if supports is not None:
        found["supports_masking"] = bool(supports)
    return {**found, **_vocabulary_size(layer)}


def _vocabulary_size(layer: Any) -> dict[str, int]:
    """What the method `vocabulary_size` gives, as an attribute."""
    method = getattr(layer, "vocabulary_size", None)
    if not callable(method) or not isinstance(layer, keras.layers.Layer):
        return {}
    try:
        return {"vocabulary_size": int(method())}
    except Exception:
        return {}


def _to_json(value: Any, layers: dict[int, int]) -> Any:
    if id(value) in layers:
        return {"$argument_layer": layers[id(value)]}
    if _is_activation(value):
        return {"$reference": f"keras.activations.{value.__name__}"}
    if isinstance(value, list):
        return [_to_json(item, layers) for item in value]
    return tensors_to_json(value)


def _is_activation(value: Any) -> bool:
    name = getattr(value, "__name__", None)
    return isinstance(name, str) and vars(keras.activations).get(name) is value


def _is_plain(value: Any, layers: dict[int, int]) -> bool:
    if id(value) in layers or _is_activation(value):
        return True
    if isinstance(value, (list, tuple)):
        return all(_is_plain(item, layers) for item in value)
    if isinstance(value, float):
        return math.isfinite(value)
    return value is None or isinstance(value, (bool, int, str))


def variable_attributes(layer: Any, weights: list[Any]) -> dict[str, int]:
    """The public attributes that are weights of a layer, with the weights' numbers."""
    numbers = {id(weight): number for number, weight in enumerate(weights)}
    properties = [name for name in dir(type(layer)) if _is_property(type(layer), name)]
    found = {}
    for name in sorted({*vars(layer), *properties}):
        if name.startswith("_"):
            continue
        try:
            number = numbers.get(id(getattr(layer, name)))
        except Exception:
            continue
        if number is not None:
            found[name] = number
    return found


def _is_property(cls: type, name: str) -> bool:
    return isinstance(inspect.getattr_static(cls, name, None), property)
