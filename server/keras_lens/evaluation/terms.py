"""The language in which a Keras object is described to the evaluator.

A term is a value that can be written as JSON, compared and hashed: plain literals and the
classes below. The evaluator (`keras_lens.evaluator.terms`) reads the same JSON and makes
the real object. A JSON object always has exactly one key, which starts with `$` and names
the kind of term; JSON arrays are Python lists.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from keras_lens.algebra import Polynomial, Size
from keras_lens.evaluation.exactness import exactly_compared

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

Term: TypeAlias = (
    "bool | int | float | str | ListTerm | TupleTerm | DictTerm | ReferenceTerm"
    " | CallTerm | TensorTerm | StandInTerm | ModelTerm | SliceTerm | EllipsisTerm"
    " | NodeTensorTerm | CustomLayerTerm | Polynomial | None"
)
"""A `Polynomial` is a number that is left open; it has no JSON form: `keras_lens.models` asks with
numbers in its place."""

Dimension: TypeAlias = "Size | None"


@exactly_compared
@dataclass(frozen=True, slots=True)
class ListTerm:
    items: tuple[Term, ...]


@exactly_compared
@dataclass(frozen=True, slots=True)
class TupleTerm:
    items: tuple[Term, ...]


@exactly_compared
@dataclass(frozen=True, slots=True)
class DictTerm:
    items: tuple[tuple[Term, Term], ...]


@dataclass(frozen=True, slots=True)
class ReferenceTerm:
    """A library's object by its public path, as `keras.activations.relu`."""

    path: str


@exactly_compared
@dataclass(frozen=True, slots=True)
class CallTerm:
    """A call of a library's object: `keras.layers.Dense(64, activation="relu")`."""

    path: str
    args: tuple[Term, ...] = ()
    kwargs: tuple[tuple[str, Term], ...] = ()


@dataclass(frozen=True, slots=True)
class TensorTerm:
    """A symbolic tensor. A dimension of None is one that Keras leaves open, as a batch axis."""

    shape: tuple[Dimension, ...]
    dtype: str = "float32"


@dataclass(frozen=True, slots=True)
class StandInTerm:
    """A value that the program computes out of our sight and that cannot change a shape.

    `role` is the name of the parameter that it is given to (`activation`,
    `kernel_regularizer`, `seed`): the evaluator puts something harmless there.
    """

    role: str


@exactly_compared
@dataclass(frozen=True, slots=True)
class SliceTerm:
    """`start:stop:step` in an index."""

    start: Term
    stop: Term
    step: Term


@dataclass(frozen=True, slots=True)
class EllipsisTerm:
    """`...` in an index."""


@dataclass(frozen=True, slots=True)
class ModelTerm:
    """A model, as an argument or a layer."""

    recipe: ModelRecipe | GraphRecipe


@dataclass(frozen=True, slots=True)
class CustomLayerTerm:
    """A layer (or model) of a class that the program defines: what Keras sees of it.

    The evaluator makes a layer of a class of this name that has these `weights` and whose call
    gives `output`. `is_model` says that the class derives from `keras.Model`; `layers` are those
    that it tracks (a layer's `_layers`, a model's `layers`), in order.
    """

    class_name: str
    weights: tuple[WeightTerm, ...]
    output: Term
    is_model: bool = False
    layers: tuple[LayerRecipe, ...] = ()


@dataclass(frozen=True, slots=True)
class WeightTerm:
    """A weight that a layer of the program makes itself."""

    name: str
    shape: tuple[Size, ...]
    dtype: str
    trainable: bool


@exactly_compared
@dataclass(frozen=True, slots=True)
class CallArguments:
    """The arguments of a call of a layer; tensors in them are `TensorTerm`s."""

    args: tuple[Term, ...]
    kwargs: tuple[tuple[str, Term], ...] = ()

    def to_json(self) -> dict[str, Json]:
        return {
            "args": [encode(value) for value in self.args],
            "kwargs": {name: encode(value) for name, value in self.kwargs},
        }


@dataclass(frozen=True, slots=True)
class LayerRecipe:
    """One layer of a model.

    `key` identifies the layer inside a recipe: a layer that occurs twice has one key.
    `name` is the name that Keras gives it in the program. `build` are the arguments of its
    first call (None while it was never called), `last` those of its last call, where they are
    others: a summary shows what it gave then.
    """

    key: int
    term: Term
    name: str
    trainable: bool
    build: CallArguments | None = None
    last: CallArguments | None = None


@dataclass(frozen=True, slots=True)
class ModelRecipe:
    """A `Sequential` model: its layers in order, the InputLayer (if any) first.

    `input_shape` is the batch shape that it was built with, None while it is not built.
    """

    name: str
    layers: tuple[LayerRecipe, ...]
    trainable: bool
    input_shape: tuple[Dimension, ...] | None


@dataclass(frozen=True, slots=True)
class NodeTensorTerm:
    """In a `GraphRecipe` and a traced graph: output `index` (of the flattened outputs) of node
    `node`. In a traced graph a negative `node` is one of the given tensors: -1 is the first
    `TensorTerm` of the question's term, in the order of its JSON."""

    node: int
    index: int


@exactly_compared
@dataclass(frozen=True, slots=True)
class NodeRecipe:
    """A call in a graph of tensors (`keras.src.ops.node.Node`): of the operation or layer with
    this key, with arguments that contain `NodeTensorTerm`s. The node of an InputLayer has no
    arguments. `number` says which call of its operation it is: summaries show that."""

    operation: int
    args: tuple[Term, ...] = ()
    kwargs: tuple[tuple[str, Term], ...] = ()
    number: int = 0


@dataclass(frozen=True, slots=True)
class GraphRecipe:
    """A functional model.

    `operations` are layers and operations of `keras.ops`, each key once; `term` makes the object
    (`CallTerm("keras.src.ops.numpy.Add")` for an operation). `nodes` stand in the order in which
    the program made them; `inputs` and `outputs` are structures of `NodeTensorTerm`s.
    """

    name: str
    operations: tuple[LayerRecipe, ...]
    nodes: tuple[NodeRecipe, ...]
    inputs: Term
    outputs: Term
    trainable: bool


def encode(term: Term) -> Json:
    """The JSON form of `term`; equal terms have equal JSON."""
    match term:
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
        case TensorTerm(shape, dtype):
            return {"$tensor": {"shape": _encode_shape(shape), "dtype": dtype}}
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
        "build": None if layer.build is None else layer.build.to_json(),
        "last": None if layer.last is None else layer.last.to_json(),
    }


def _encode_custom_layer(term: CustomLayerTerm) -> dict[str, Json]:
    return {
        "class_name": term.class_name,
        "is_model": term.is_model,
        "weights": [
            {
                "name": weight.name,
                "shape": _encode_shape(weight.shape),
                "dtype": weight.dtype,
                "trainable": weight.trainable,
            }
            for weight in term.weights
        ],
        "output": encode(term.output),
        "layers": [_encode_layer(layer) for layer in term.layers],
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
    "$tensor": lambda tensor: TensorTerm(decode_shape(tensor["shape"]), str(tensor["dtype"])),
    "$float": float,
    "$reference": lambda path: ReferenceTerm(str(path)),
    "$stand_in": lambda role: StandInTerm(str(role)),
    "$slice": lambda parts: SliceTerm(*_decode_all(parts)),
    "$ellipsis": lambda _: EllipsisTerm(),
    "$node_tensor": lambda place: NodeTensorTerm(int(place[0]), int(place[1])),
    "$call": lambda call: CallTerm(
        str(call["path"]),
        _decode_all(call["args"]),
        tuple((name, decode_output(one)) for name, one in call["kwargs"].items()),
    ),
}


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
