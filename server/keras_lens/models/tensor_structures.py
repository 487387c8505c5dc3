"""Structures of tensors, as calls take and give them: lists, tuples and dictionaries of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from keras_lens.algebra import Polynomial
from keras_lens.evaluation.terms import (
    ArgumentLayerTerm,
    DictTerm,
    EllipsisTerm,
    ListTerm,
    NodeTensorTerm,
    ReferenceTerm,
    SliceTerm,
    TensorTerm,
    Term,
    TupleTerm,
)
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.containers import DictValue, ListValue, SliceValue, TupleValue
from keras_lens.interpreter.library import LibraryReference
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.symbols import SymbolValue, size_value
from keras_lens.interpreter.values import Constant, Unknown, Value
from keras_lens.models.records import Shape, shape_record
from keras_lens.models.tensors import TensorLike, TensorValue, dimensions_of


def tensors_in(value: Value, machine: Machine) -> Iterator[TensorValue]:
    """The tensors in a structure of lists, tuples and dictionaries, in the order in which
    `keras.tree` flattens it: dictionaries by their sorted keys."""
    if isinstance(value, TensorValue):
        yield value
    elif isinstance(value, TensorLike):
        yield value.as_tensor()
    elif isinstance(value, DictValue):
        for _, one in sorted_pairs(value):
            yield from tensors_in(one, machine)
    elif isinstance(value, ListValue | TupleValue):
        for one in value.elements(machine) or ():
            yield from tensors_in(one, machine)


def shapes_in(term: Term) -> Iterator[Shape]:
    """The shapes of the tensors in the same structure as a term, in the same order."""
    match term:
        case TensorTerm(shape):
            yield shape_record(shape)
        case ListTerm(items) | TupleTerm(items):
            for item in items:
                yield from shapes_in(item)
        case DictTerm(pairs):
            for _, item in sorted(pairs, key=lambda pair: str(pair[0])):
                yield from shapes_in(item)


def sorted_pairs(value: DictValue) -> list[tuple[Value, Value]]:
    """The pairs of a dictionary by their keys, in their own order where those do not sort."""
    pairs = list(value.pairs() or ())
    keys = [key.literal if isinstance(key, Constant) else None for key, _ in pairs]
    if all(isinstance(key, str) for key in keys):
        order = sorted(range(len(pairs)), key=lambda index: str(keys[index]))
        return [pairs[index] for index in order]
    return pairs


def with_tensors(value: Value, replace: Callable[[TensorValue], Value], machine: Machine) -> Value:
    """The structure with each of its tensors replaced."""
    if isinstance(value, TensorValue):
        return replace(value)
    if isinstance(value, TensorLike):
        return replace(value.as_tensor())
    if isinstance(value, DictValue):
        pairs = value.pairs()
        if pairs is None:
            return value
        return DictValue([(key, with_tensors(one, replace, machine)) for key, one in pairs])
    if isinstance(value, ListValue | TupleValue):
        elements = value.elements(machine)
        if elements is None:
            return value
        replaced = [with_tensors(one, replace, machine) for one in elements]
        return TupleValue(replaced) if isinstance(value, TupleValue) else ListValue(replaced)
    return value


def arguments_with_tensors(
    arguments: Arguments, replace: Callable[[TensorValue], Value], machine: Machine
) -> Arguments:
    """The arguments with each tensor in them replaced."""
    return Arguments(
        tuple(with_tensors(value, replace, machine) for value in arguments.positional),
        {name: with_tensors(value, replace, machine) for name, value in arguments.keywords.items()},
        arguments.open,
    )


def has_tensors(arguments: Arguments, machine: Machine) -> bool:
    """Whether a tensor, or something that is taken as one, is among the arguments."""
    return any(True for value in arguments.all_values() for _ in tensors_in(value, machine))


def why_no_tensors(arguments: Arguments) -> str:
    """Why the arguments of a layer are not the tensors that it takes, as a sentence."""
    reason = next(
        (value.reason for value in arguments.all_values() if isinstance(value, Unknown)),
        "it is no tensor",
    )
    return f"Its input is not known: {reason}."


def shapes_of(value: Value, machine: Machine) -> Value:
    """The shapes of the tensors in a structure, in the same structure."""
    return with_tensors(value, lambda tensor: tensor.attribute("shape", machine), machine)


def tensors_of(shapes: Value, dtype: str, machine: Machine) -> Value:
    """Tensors of the shapes in a structure; unknown where a size is not known."""
    if isinstance(shapes, DictValue):
        pairs = [(key, tensors_of(one, dtype, machine)) for key, one in shapes.pairs() or ()]
        unknown = next((one for _, one in pairs if isinstance(one, Unknown)), None)
        return unknown or DictValue(pairs)
    if not isinstance(shapes, TupleValue | ListValue):
        return Unknown("what its shape is is not known")
    parts = list(shapes.elements(machine) or ())
    if all(isinstance(part, Constant | SymbolValue) for part in parts):
        known = dimensions_of(parts)
        if known is None:
            return Unknown("a size is no number")
        return TensorValue(TensorTerm(known, dtype))
    tensors = [tensors_of(part, dtype, machine) for part in parts]
    unknown = next((one for one in tensors if isinstance(one, Unknown)), None)
    return unknown or ListValue(tensors)


def is_symbolic(arguments: Arguments, machine: Machine) -> bool:
    """Whether a tensor of the graph is among the arguments."""
    return any(
        tensor.node is not None
        for value in arguments.all_values()
        for tensor in tensors_in(value, machine)
    )


def structure_of(
    term: Term,
    make: Callable[[TensorTerm], TensorValue],
    find: Callable[[NodeTensorTerm], Value] | None = None,
    layer: Callable[[int], Value] | None = None,
) -> Value:
    """The value of a structure that the evaluator described. `make` makes its tensors, `find`
    finds those that are named by their nodes, `layer` those of the layers among a
    constructor's arguments."""
    match term:
        case TensorTerm():
            return make(term)
        case ArgumentLayerTerm(number) if layer is not None:
            return layer(number)
        case NodeTensorTerm() if find is not None:
            return find(term)
        case ListTerm(items):
            return ListValue([structure_of(item, make, find, layer) for item in items])
        case TupleTerm(items):
            return TupleValue([structure_of(item, make, find, layer) for item in items])
        case DictTerm(pairs):
            return DictValue(
                [
                    (structure_of(key, make, find), structure_of(value, make, find))
                    for key, value in pairs
                ]
            )
        case SliceTerm(start, stop, step):
            parts = [structure_of(part, make, find) for part in (start, stop, step)]
            return SliceValue(*parts)
        case EllipsisTerm():
            return Constant(...)
        case ReferenceTerm(path):
            return LibraryReference(path)
        case Polynomial():
            return size_value(term)
        case None | bool() | int() | float() | str():
            return Constant(term)
    return Unknown("what the layer gives is not a tensor")


def is_unknown_of_tensors(result: Value, arguments: Arguments, machine: Machine) -> bool:
    """Whether a function of arrays gives something unknown because it was given tensors."""
    return isinstance(result, Unknown) and has_tensors(arguments, machine)


def given_tensors(arguments: Arguments, machine: Machine) -> list[TensorValue]:
    """The tensors among the arguments, in the order of the question's JSON."""
    values = [*arguments.positional, *(value for _, value in sorted(arguments.keywords.items()))]
    return [tensor for value in values for tensor in tensors_in(value, machine)]
