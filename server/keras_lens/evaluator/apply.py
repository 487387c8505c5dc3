"""The answer to `Apply`: what calling a layer gives."""

from __future__ import annotations

from typing import Any

import keras
from keras.src import backend, tree

from .attributes import variable_attributes
from .construct import make_with_arguments
from .held_layers import held_layers
from .names import names_since, names_taken
from .parts import places_of
from .problems import Refused, Unsupported, raise_if_unsupported
from .structures import has_tensor, tensors_to_json, weights_to_json
from .terms import call_arguments, is_build
from .terms_mode import is_in_tensorflow, values_are_tensors_of_tensorflow

_LOOK_AT_ONE = (
    keras.layers.AdditiveAttention,
    keras.layers.Attention,
    keras.layers.GRU,
    keras.layers.LSTM,
    keras.layers.SimpleRNN,
)
"""Layers that work out the shape of their output from one of their inputs."""


def apply(question: dict[str, Any]) -> dict[str, Any]:
    """The outcome `Applied`."""
    layer, given = make_with_arguments(question["term"])
    if not isinstance(layer, keras.Operation):
        raise Unsupported(f"{type(layer).__name__} is not a layer.")
    before = names_taken()
    output = _output(layer, question)
    weights = layer.weights if isinstance(layer, keras.layers.Layer) else []
    return {
        "outcome": "applied",
        "output": tensors_to_json(output),
        "weights": weights_to_json(layer) if isinstance(layer, keras.layers.Layer) else [],
        "names_used": names_since(before),
        "dtype": _dtype(layer, output),
        "places": places_of(weights),
        "variables": variable_attributes(layer, weights),
        "held": held_layers(given, weights),
    }


def _output(layer: Any, question: dict[str, Any]) -> Any:
    """What the call gives that is asked about."""

    def run() -> Any:
        output = _call(layer, question["build"])
        if question["call"] != question["build"]:
            output = _call(layer, question["call"])
        return output

    if not question.get("inside"):
        return run()

    def run_inside() -> Any:
        with values_are_tensors_of_tensorflow():
            return run()

    return backend.compute_output_spec(run_inside)


def _dtype(layer: Any, output: Any) -> str:
    """The layer's dtype; an operation has that of what it gives."""
    if isinstance(layer, keras.layers.Layer):
        return str(keras.backend.standardize_dtype(layer.dtype))
    first = next(one for one in tree.flatten(output) if hasattr(one, "dtype"))
    return str(keras.backend.standardize_dtype(first.dtype))


def _call(layer: Any, arguments: dict[str, Any]) -> Any:
    try:
        args, kwargs = call_arguments(arguments)
    except Exception as cause:
        raise_if_unsupported(cause)
        raise Refused(cause, "call") from cause
    built_before = getattr(layer, "built", True)
    if is_build(args, kwargs):
        return _build(layer, args, kwargs)
    if not has_tensor((args, kwargs)) and not is_in_tensorflow():
        raise Unsupported("A layer is evaluated on symbolic tensors only.")
    try:
        output = layer(*args, **kwargs)
    except Exception as cause:
        raise_if_unsupported(cause)
        phase = "call" if built_before or getattr(layer, "built", True) else "build"
        raise Refused(cause, phase) from cause
    _refuse_what_computing_refuses(layer, args, kwargs)
    if _batch_sizes_differ((args, kwargs)) and not _gives(layer, args, kwargs, output):
        raise Unsupported("What it gives for inputs of different batch sizes is not known.")
    return output


def _refuse_what_computing_refuses(layer: Any, args: list[Any], kwargs: dict[str, Any]) -> None:
    """Raises Refused where the widths of several tensors do not fit and the layer works out its
    output's shape without looking at them: attention, recurrent layers with a state."""
    if not isinstance(layer, _LOOK_AT_ONE) or is_in_tensorflow():
        return
    tensors = [one for one in tree.flatten((args, kwargs)) if isinstance(one, keras.KerasTensor)]
    if len(tensors) < 2:
        return
    try:
        backend.compute_output_spec(layer.call, *args, **kwargs)
    except Exception as cause:
        raise_if_unsupported(cause)
        if isinstance(cause, ValueError) and "Dimensions must be equal" in str(cause):
            raise Refused(cause, "call") from cause


def _batch_sizes_differ(arguments: Any) -> bool:
    tensors = [one for one in tree.flatten(arguments) if isinstance(one, keras.KerasTensor)]
    return len({one.shape[0] for one in tensors if one.shape}) > 1


def _gives(layer: Any, args: Any, kwargs: Any, output: Any) -> bool:
    """Whether the layer's `call` gives what its `compute_output_shape` says, which for some does
    not reckon with one batch that is spread over another (`keras.layers.Attention`)."""
    try:
        called = backend.compute_output_spec(layer.call, *args, **kwargs)
    except Exception as cause:
        raise_if_unsupported(cause)
        return True  # `call` is not for these arguments as they are
    shapes = [[one.shape for one in tree.flatten(structure)] for structure in (output, called)]
    return shapes[0] == shapes[1]


def _build(layer: Any, args: list[Any], kwargs: dict[str, Any]) -> None:
    try:
        layer.build(*args, **kwargs)
    except Exception as cause:
        raise_if_unsupported(cause)
        raise Refused(cause, "build") from cause
