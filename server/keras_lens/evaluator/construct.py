"""The answer to `Construct`: what a constructor's call gives."""

from __future__ import annotations

from typing import Any

import keras
from keras.src.utils.naming import to_snake_case

from .attributes import plain_attributes
from .names import names_since, names_taken
from .paths import callable_at
from .problems import Refused, raise_if_unsupported
from .structures import has_tensor, tensors_to_json
from .terms import bound_arguments, read_with_arguments


def make(term: Any) -> Any:
    """The object that a question is about. Raises Refused where Keras refuses it."""
    return make_with_arguments(term)[0]


def make_with_arguments(term: Any) -> tuple[Any, Any]:
    """The same, and the arguments that its constructor was given."""
    try:
        return read_with_arguments(term)
    except Exception as cause:
        raise_if_unsupported(cause)
        raise Refused(cause, "construct") from cause


def construct(question: dict[str, Any]) -> dict[str, Any]:
    """The outcome `Constructed`."""
    before = names_taken()
    made, given = make_with_arguments(question["term"])
    used = names_since(before)
    layer = _layer_behind(made)
    if layer is None:
        return _constructed_other(made, used)
    kind = None if _is_named(question["term"]) else _own_name_kind(layer, used)
    return {
        **describe_layer(layer, used, kind),
        "output": _own_output(made, layer),
        "attributes": plain_attributes(layer, given),
    }


def describe_layer(layer: Any, used: dict[str, int], kind: str | None) -> dict[str, Any]:
    """The outcome `Constructed` of a layer or operation; `kind` is the counter that its name
    came from."""
    return {
        "outcome": "constructed",
        "class_name": type(layer).__name__,
        "names_used": used,
        "own_name_kind": kind,
        "given_name": str(layer.name) if kind is None else None,
        "trainable": bool(getattr(layer, "trainable", True)),
        "compute_dtype": getattr(layer, "compute_dtype", None),
        "variable_dtype": getattr(layer, "variable_dtype", None),
        "input_shape": _input_shape(layer),
        "output": _own_output(layer, layer),
        "attributes": plain_attributes(layer),
    }


def _constructed_other(made: Any, used: dict[str, int]) -> dict[str, Any]:
    """An initializer, a tensor of an operation, anything that is no layer."""
    return {
        "outcome": "constructed",
        "class_name": type(made).__name__,
        "names_used": used,
        "own_name_kind": None,
        "given_name": None,
        "trainable": False,
        "compute_dtype": None,
        "variable_dtype": None,
        "input_shape": None,
        "output": tensors_to_json(made) if has_tensor(made) else None,
        "attributes": {},
    }


def _layer_behind(made: Any) -> Any:
    """The layer itself, or the `InputLayer` of the tensor that `keras.Input` gives."""
    if isinstance(made, keras.layers.Layer):
        return made
    history = getattr(made, "_keras_history", None)
    if history and isinstance(history[0], keras.layers.InputLayer):
        return history[0]
    return None


def _is_named(term: Any) -> bool:
    """Whether the program gives the name."""
    call = term.get("$call") if isinstance(term, dict) else None
    if call is None:
        return True
    named = bound_arguments(callable_at(call["path"]), list(call["args"]), dict(call["kwargs"]))
    return named is not None and named.get("name") is not None


def _own_name_kind(layer: Any, used: dict[str, int]) -> str | None:
    """The counter that the layer's name came from: as a rule the one of its class."""
    kinds = [to_snake_case(type(layer).__name__), *used]
    for kind in kinds:
        if kind in used and (layer.name == kind or layer.name.startswith(f"{kind}_")):
            return str(kind)
    return None


def _input_shape(layer: Any) -> list[int | None] | None:
    """The batch shape that the layer asks a Sequential model for."""
    if isinstance(layer, keras.layers.InputLayer):
        return _shape_to_json(layer.batch_shape)
    without_batch = getattr(layer, "_input_shape_arg", None)
    if without_batch is not None:
        return _shape_to_json((None, *without_batch))
    if isinstance(layer, keras.Model):
        return _shape_to_json(getattr(layer, "input_shape", None))
    return None


def _shape_to_json(shape: Any) -> list[int | None] | None:
    if not isinstance(shape, (tuple, list)):
        return None
    if not all(size is None or isinstance(size, int) for size in shape):
        return None
    return list(shape)


def _own_output(made: Any, layer: Any) -> Any:
    if isinstance(layer, keras.layers.InputLayer):
        return tensors_to_json(layer.output)
    return tensors_to_json(made) if has_tensor(made) else None
