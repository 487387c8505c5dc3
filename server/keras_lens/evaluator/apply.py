"""The answer to `Apply`: what calling a layer gives."""

from __future__ import annotations

from typing import Any

import keras

from .construct import make
from .names import names_since, names_taken
from .problems import Refused, Unsupported, raise_if_unsupported
from .structures import has_tensor, tensors_to_json, weights_to_json
from .terms import call_arguments


def apply(question: dict[str, Any]) -> dict[str, Any]:
    """The outcome `Applied`."""
    layer = make(question["term"])
    if not isinstance(layer, keras.layers.Layer):
        raise Unsupported(f"{type(layer).__name__} is not a layer.")
    before = names_taken()
    output = _call(layer, question["build"])
    if question["call"] != question["build"]:
        output = _call(layer, question["call"])
    return {
        "outcome": "applied",
        "output": tensors_to_json(output),
        "weights": weights_to_json(layer),
        "names_used": names_since(before),
        "dtype": keras.backend.standardize_dtype(layer.dtype),
    }


def _call(layer: Any, arguments: dict[str, Any]) -> Any:
    try:
        args, kwargs = call_arguments(arguments)
    except Exception as cause:
        raise_if_unsupported(cause)
        raise Refused(cause, "call") from cause
    if not has_tensor((args, kwargs)):
        raise Unsupported("A layer is evaluated on symbolic tensors only.")
    built_before = layer.built
    try:
        return layer(*args, **kwargs)
    except Exception as cause:
        raise_if_unsupported(cause)
        phase = "call" if built_before or layer.built else "build"
        raise Refused(cause, phase) from cause
