"""Terms as JSON, as they go to the evaluator and come back."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from keras_lens.algebra import NumpyInteger, Polynomial
from keras_lens.evaluation.terms import (
    ArgumentLayerTerm,
    CallArguments,
    CallTerm,
    CustomLayerTerm,
    DictTerm,
    Dimension,
    EllipsisTerm,
    GraphRecipe,
    Json,
    LayerRecipe,
    ListTerm,
    ModelRecipe,
    ModelTerm,
    NodeTensorTerm,
    PartTerm,
    ReferenceTerm,
    SliceTerm,
    StandInTerm,
    TensorTerm,
    Term,
    TupleTerm,
    WeightOfPartTerm,
    WeightTerm,
)


def encode(term: Term) -> Json:
    """The JSON form of `term`; equal terms have equal JSON."""
    match term:
        case NumpyInteger():
            return {"$numpy": [int(term), term.dtype]}
        case None | bool() | int() | str():
            return term
        case float():
            return term if math.isfinite(term) else {"$float": str(term)}
        case ListTerm(items):
            return [encode(item) for item in items]
        case TupleTerm(items):
            return {"$tuple": [encode(item) for item in items]}
        case DictTerm(items):
            return {"$dict": [[encode(key), encode(value)] for key, value in items]}
        case ReferenceTerm(path):
            return {"$reference": path}
        case CallTerm(path, args, kwargs):
            return {
                "$call": {
                    "path": path,
                    "args": [encode(value) for value in args],
                    "kwargs": {name: encode(value) for name, value in kwargs},
                }
            }
        case TensorTerm(shape, dtype, None):
            return {"$tensor": {"shape": _encode_shape(shape), "dtype": dtype}}
        case TensorTerm(shape, dtype, values):
            numbers = _encode_shape(values or ())
            return {"$tensor": {"shape": _encode_shape(shape), "dtype": dtype, "values": numbers}}
        case StandInTerm(role):
            return {"$stand_in": role}
        case SliceTerm(start, stop, step):
            return {"$slice": [encode(start), encode(stop), encode(step)]}
        case EllipsisTerm():
            return {"$ellipsis": None}
        case NodeTensorTerm(node, index):
            return {"$node_tensor": [node, index]}
        case ModelTerm(recipe):
            return {"$model": encode_recipe(recipe)}
        case CustomLayerTerm():
            return {"$custom_layer": _encode_custom_layer(term)}
        case PartTerm(number):
            return {"$part": number}
        case WeightOfPartTerm(number):
            return {"$weight_of_part": number}
    raise TypeError(f"{term!r} is not a term")


def encode_recipe(recipe: ModelRecipe | GraphRecipe) -> dict[str, Json]:
    """The JSON form of a model."""
    if isinstance(recipe, GraphRecipe):
        return {
            "name": recipe.name,
            "trainable": recipe.trainable,
            "operations": [_encode_layer(operation) for operation in recipe.operations],
            "nodes": [
                {
                    "operation": node.operation,
                    "args": [encode(value) for value in node.args],
                    "kwargs": {name: encode(value) for name, value in node.kwargs},
                    "number": node.number,
                }
                for node in recipe.nodes
            ],
            "inputs": encode(recipe.inputs),
            "outputs": encode(recipe.outputs),
        }
    return {
        "name": recipe.name,
        "trainable": recipe.trainable,
        "input_shape": None if recipe.input_shape is None else _encode_shape(recipe.input_shape),
        "layers": [_encode_layer(layer) for layer in recipe.layers],
    }


def _encode_shape(shape: tuple[Dimension, ...]) -> list[Json]:
    if any(isinstance(size, Polynomial) for size in shape):
        raise TypeError(f"{shape!r} leaves a size open")
    return [size for size in shape if not isinstance(size, Polynomial)]


def _encode_layer(layer: LayerRecipe) -> dict[str, Json]:
    return {
        "key": layer.key,
        "term": encode(layer.term),
        "name": layer.name,
        "trainable": layer.trainable,
        "build": None if layer.build is None else encode_arguments(layer.build),
        "last": None if layer.last is None else encode_arguments(layer.last),
    }


def _encode_custom_layer(term: CustomLayerTerm) -> dict[str, Json]:
    return {
        "class_name": term.class_name,
        "is_model": term.is_model,
        "weights": [encode_weight(weight) for weight in term.weights],
        "output": encode(term.output),
        "layers": [_encode_layer(layer) for layer in term.layers],
        "attributes": {name: encode(value) for name, value in term.attributes},
    }


def encode_weight(weight: WeightTerm) -> dict[str, Json]:
    """The JSON form of a weight."""
    return {
        "name": weight.name,
        "shape": _encode_shape(weight.shape),
        "dtype": weight.dtype,
        "trainable": weight.trainable,
    }


def encode_arguments(arguments: CallArguments) -> dict[str, Json]:
    """The JSON form of a call's arguments."""
    return {
        "args": [encode(value) for value in arguments.args],
        "kwargs": {name: encode(value) for name, value in arguments.kwargs},
    }


def decode_output(value: Json) -> Term:
    """The term that the evaluator gives back. Raises ValueError where it is none."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, list):
        return ListTerm(_decode_all(value))
    if isinstance(value, dict) and len(value) == 1:
        ((kind, content),) = value.items()
        reader = _TERM_READERS.get(kind)
        if reader is not None:
            try:
                return reader(content)
            except (TypeError, KeyError, IndexError, AttributeError) as problem:
                raise ValueError(f"{value!r} is a term that is not whole") from problem
    raise ValueError(f"{value!r} is no term")


def _decode_all(values: Any) -> tuple[Term, ...]:
    return tuple(decode_output(value) for value in values)


_TERM_READERS: dict[str, Callable[[Any], Term]] = {
    "$tuple": lambda items: TupleTerm(_decode_all(items)),
    "$dict": lambda items: DictTerm(tuple(_decode_pair(item) for item in items)),
    "$tensor": lambda tensor: TensorTerm(
        decode_shape(tensor["shape"]),
        str(tensor["dtype"]),
        decode_shape(tensor["values"]) if "values" in tensor else None,
    ),
    "$float": float,
    "$reference": lambda path: ReferenceTerm(str(path)),
    "$stand_in": lambda role: StandInTerm(str(role)),
    "$slice": lambda parts: SliceTerm(*_decode_all(parts)),
    "$ellipsis": lambda _: EllipsisTerm(),
    "$argument_layer": lambda number: ArgumentLayerTerm(int(number)),
    "$node_tensor": lambda place: NodeTensorTerm(int(place[0]), int(place[1])),
    "$call": lambda call: CallTerm(
        str(call["path"]),
        _decode_all(call["args"]),
        tuple((name, decode_output(one)) for name, one in call["kwargs"].items()),
    ),
}


def decode_arguments(value: Any) -> CallArguments:
    """A call's arguments from their JSON. Raises ValueError where they are none."""
    return CallArguments(
        _decode_all(value["args"]),
        tuple((str(name), decode_output(one)) for name, one in value["kwargs"].items()),
    )


def decode_shape(value: Json) -> tuple[int | None, ...]:
    """A shape from its JSON. Raises ValueError where it is none."""
    if not isinstance(value, list):
        raise ValueError(f"{value!r} is no shape")
    dimensions: list[int | None] = []
    for dimension in value:
        if dimension is not None and not isinstance(dimension, int):
            raise ValueError(f"{value!r} is no shape")
        dimensions.append(dimension)
    return tuple(dimensions)


def _decode_pair(value: Json) -> tuple[Term, Term]:
    match value:
        case [key, item]:
            return decode_output(key), decode_output(item)
    raise ValueError(f"{value!r} is no pair")
