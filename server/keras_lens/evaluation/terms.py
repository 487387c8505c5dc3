"""The language in which a Keras object is described to the evaluator.

A term is a value that can be written as JSON, compared and hashed: plain literals and the
classes below. The evaluator (`keras_lens.evaluator.terms`) reads the same JSON and makes
the real object. A JSON object always has exactly one key, which starts with `$` and names
the kind of term; JSON arrays are Python lists.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TypeAlias

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

Term: TypeAlias = (
    "bool | int | float | str | ListTerm | TupleTerm | DictTerm | ReferenceTerm"
    " | CallTerm | TensorTerm | StandInTerm | ModelTerm | None"
)


@dataclass(frozen=True, slots=True)
class ListTerm:
    items: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class TupleTerm:
    items: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class DictTerm:
    items: tuple[tuple[Term, Term], ...]


@dataclass(frozen=True, slots=True)
class ReferenceTerm:
    """A library's object by its public path, as `keras.activations.relu`."""

    path: str


@dataclass(frozen=True, slots=True)
class CallTerm:
    """A call of a library's object: `keras.layers.Dense(64, activation="relu")`."""

    path: str
    args: tuple[Term, ...] = ()
    kwargs: tuple[tuple[str, Term], ...] = ()


@dataclass(frozen=True, slots=True)
class TensorTerm:
    """A symbolic tensor. A dimension of None is one that Keras leaves open, as a batch axis."""

    shape: tuple[int | None, ...]
    dtype: str = "float32"


@dataclass(frozen=True, slots=True)
class StandInTerm:
    """A value that the program computes out of our sight and that cannot change a shape.

    `role` is the name of the parameter that it is given to (`activation`,
    `kernel_regularizer`, `seed`): the evaluator puts something harmless there.
    """

    role: str


@dataclass(frozen=True, slots=True)
class ModelTerm:
    """A model made of layers: what `ModelRecipe` says, as an argument or a layer."""

    recipe: ModelRecipe


@dataclass(frozen=True, slots=True)
class LayerRecipe:
    """One layer of a model.

    `key` identifies the layer inside a recipe: a layer that occurs twice has one key.
    `name` is the name that Keras gives it in the program. `build` is the input that it was
    first called with (None while it was never called).
    """

    key: int
    term: Term
    name: str
    trainable: bool
    build: Term = None


@dataclass(frozen=True, slots=True)
class ModelRecipe:
    """A `Sequential` model: its layers in order, the InputLayer (if any) first.

    `input_shape` is the batch shape that it was built with, None while it is not built.
    """

    name: str
    layers: tuple[LayerRecipe, ...]
    trainable: bool
    input_shape: tuple[int | None, ...] | None


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
            return {"$tensor": {"shape": list(shape), "dtype": dtype}}
        case StandInTerm(role):
            return {"$stand_in": role}
        case ModelTerm(recipe):
            return {"$model": encode_recipe(recipe)}
    raise TypeError(f"{term!r} is not a term")


def encode_recipe(recipe: ModelRecipe) -> dict[str, Json]:
    """The JSON form of a model."""
    return {
        "name": recipe.name,
        "trainable": recipe.trainable,
        "input_shape": None if recipe.input_shape is None else list(recipe.input_shape),
        "layers": [
            {
                "key": layer.key,
                "term": encode(layer.term),
                "name": layer.name,
                "trainable": layer.trainable,
                "build": encode(layer.build),
            }
            for layer in recipe.layers
        ],
    }


def decode_output(value: Json) -> Term:
    """The term that the evaluator gives back: a structure of tensors and literals.

    Raises ValueError for anything else.
    """
    match value:
        case None | bool() | int() | float() | str():
            return value
        case list():
            return ListTerm(tuple(decode_output(item) for item in value))
        case {"$tuple": list() as items}:
            return TupleTerm(tuple(decode_output(item) for item in items))
        case {"$dict": list() as items}:
            return DictTerm(tuple(_decode_pair(item) for item in items))
        case {"$tensor": {"shape": list() as shape, "dtype": str() as dtype}}:
            return TensorTerm(decode_shape(shape), dtype)
    raise ValueError(f"{value!r} is no structure of tensors")


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
