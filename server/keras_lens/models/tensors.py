"""Tensors: what layers take and give, and the graph that calls of layers make of them."""

from __future__ import annotations

import itertools
from abc import abstractmethod
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from keras_lens.algebra import Polynomial
from keras_lens.evaluation.terms import (
    ArgumentLayerTerm,
    CallTerm,
    DictTerm,
    Dimension,
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
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.containers import DictValue, ListValue, SliceValue, TupleValue
from keras_lens.interpreter.library import LibraryReference
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.symbols import SymbolValue, size_value
from keras_lens.interpreter.values import NONE, Constant, Unknown, Value
from keras_lens.models.records import TensorRecord, shape_record

if TYPE_CHECKING:
    from keras_lens.models.layers.callable_layer import CallableLayer

_numbers = itertools.count()

OPERATORS = {
    "+": "add",
    "-": "sub",
    "*": "mul",
    "/": "truediv",
    "//": "floordiv",
    "%": "mod",
    "**": "pow",
    "@": "matmul",
    "<": "lt",
    "<=": "le",
    ">": "gt",
    ">=": "ge",
    "==": "eq",
    "!=": "ne",
    "&": "and_",
    "|": "or_",
    "^": "xor",
}
"""Python's operators and their functions in the module `operator`."""
_SIGNS = {"-": "neg", "+": "pos", "~": "invert", "abs": "abs"}


class Node:
    """A call in the graph of symbolic tensors (`keras.src.ops.node.Node`).

    operation: the layer or operation that was called; an InputLayer for an input.
    arguments: of the call; None for an input. number: nodes count on in the order in which
    they are made; call_number: those of its operation, from 0. outputs: the tensors that the
    call gave, flattened.
    """

    __slots__ = ("arguments", "call_number", "number", "operation", "outputs")

    def __init__(self, operation: CallableLayer, arguments: Arguments | None) -> None:
        self.operation = operation
        self.arguments = arguments
        self.number = next(_numbers)
        self.call_number = operation.calls
        if operation.first_node_number is None:
            operation.first_node_number = self.number
        operation.calls += 1
        self.outputs: tuple[TensorValue, ...] = ()

    def give(self, output: Value, machine: Machine) -> Value:
        """Notes what the call gives; the tensors in `output` become those of this node."""
        self.outputs = tuple(tensors_in(output, machine))
        for tensor in self.outputs:
            tensor.node = self
        return output

    def inputs(self, machine: Machine) -> list[TensorValue]:
        """The tensors among the arguments that belong to the graph."""
        if self.arguments is None:
            return []
        values = self.arguments.all_values()
        return [
            tensor
            for value in values
            for tensor in tensors_in(value, machine)
            if tensor.node is not None
        ]


class TensorValue(Value):
    """A tensor of known shape.

    producer: the number of the application that made it (`Recorder`), None for an input.
    node: the call that made it, of a symbolic tensor (`keras.KerasTensor`); None for one
        that has a value or that lives inside of a layer's `call`.
    mask: which steps count, None where Keras keeps no mask with it (`masks`).
    computed_by: the call that computes it, of whole numbers that may be sizes: what TensorFlow
        knows of them depends on how they are computed.
    """

    __slots__ = ("computed_by", "mask", "node", "producer", "term")

    def __init__(
        self, term: TensorTerm, producer: int | None = None, node: Node | None = None
    ) -> None:
        self.term = term
        self.producer = producer
        self.node = node
        self.mask: Value | None = None
        self.computed_by: CallTerm | None = None

    def made_by(self, producer: int) -> TensorValue:
        """A new tensor like this one, that an application gives."""
        tensor = TensorValue(self.term, producer)
        tensor.mask = self.mask
        return tensor

    @property
    def input_layer(self) -> CallableLayer | None:
        """The InputLayer of a tensor that `keras.Input` made."""
        is_input = self.node is not None and self.node.arguments is None
        return self.node.operation if self.node is not None and is_input else None

    def describe(self) -> str:
        return "a tensor"

    def attribute(self, name: str, machine: Machine) -> Value:
        match name:
            case "shape":
                return ShapeValue([size_value(size) for size in self.term.shape])
            case "get_shape":
                return Native(name, lambda *_: self.attribute("shape", machine))
            case "dtype":
                return Constant(self.term.dtype)
            case "name" if self.input_layer is not None:
                return Constant(self.input_layer.name)
            case "ndim":
                return Constant(len(self.term.shape))
            case "_keras_mask":
                return self.mask or NONE
            case "set_shape" if self.node is None:
                return Native(name, lambda arguments, *_: self._set_shape(arguments, machine))
            case "numpy" if self.node is None:
                return Native(name, lambda *_: self)
        return super().attribute(name, machine)

    def _set_shape(self, arguments: Arguments, machine: Machine) -> Value:
        """`tensor.set_shape(shape)` says sizes that are open; it is the same on every path, since a
        tensor has one shape only."""
        shape = next(arguments.all_values(), NONE)
        said = tensors_of(shape, self.term.dtype, machine)
        if isinstance(said, TensorValue) and len(said.term.shape) == len(self.term.shape):
            pairs = zip(self.term.shape, said.term.shape, strict=True)
            sizes = tuple(new if _is_open(old) else old for old, new in pairs)
            self.term = TensorTerm(sizes, self.term.dtype)
        return NONE

    def item(self, index: Value, machine: Machine) -> Value:
        return operate("getitem", (self, index), machine)

    def operate(
        self, operator: str, other: Value, reflected: bool, machine: Machine
    ) -> Value | None:
        name = OPERATORS.get(operator)
        if name is None:
            return None
        return operate(name, (other, self) if reflected else (self, other), machine)

    def negate(self, operator: str, machine: Machine) -> Value:
        return operate(_SIGNS[operator], (self,), machine)

    def elements(self, machine: Machine) -> Sequence[Value] | None:
        length = self.term.shape[0] if self.term.shape else None
        if self.node is not None or not isinstance(length, int) or length > _MOST_ROWS:
            return None
        return [self.item(Constant(index), machine) for index in range(length)]

    is_object_of_library = True

    def instance_of(self, cls: Value, machine: Machine) -> bool | None:
        if isinstance(cls, Native):  # one of Python's own types, or of the functions beside them
            return False
        path = cls.path if isinstance(cls, LibraryReference) else ""
        match path:
            case "keras.KerasTensor" | "keras.backend.KerasTensor":
                return self.node is not None
            case "tensorflow.Tensor":
                return self.node is None
        return None

    def equivalent(self, other: Value) -> bool:
        return self is other or (
            isinstance(other, TensorValue) and other.term == self.term and other.node is self.node
        )

    def record(self) -> TensorRecord:
        """The tensor as plain data; `producer` still counts events, not applications."""
        return TensorRecord(shape_record(self.term.shape), self.term.dtype, self.producer)


def _is_open(size: Dimension) -> bool:
    """Whether a size is not known: to Keras, or to us."""
    return size is None or (isinstance(size, Polynomial) and size.is_nameless)


_MOST_ROWS = 64
"""A tensor with a value is taken apart into no more rows than this."""


class ShapeValue(TupleValue):
    """The shape of a tensor: a tuple, with what `tf.TensorShape` has besides."""

    __slots__ = ()

    def attribute(self, name: str, machine: Machine) -> Value:
        match name:
            case "as_list":
                return Native(name, lambda *_: ListValue(self.items))
            case "rank" | "ndims":
                return Constant(len(self.items))
            case "dims":
                return ListValue(self.items)
        return super().attribute(name, machine)


class TensorLike(Value):
    """Something that a layer takes as a tensor."""

    __slots__ = ()

    @abstractmethod
    def as_tensor(self) -> TensorValue:
        """The tensor that a layer makes of it."""


def operate(name: str, operands: Sequence[Value], machine: Machine) -> Value:
    """What the function `name` of the module `operator` gives for tensors."""
    for operand in operands:
        if isinstance(operand, Unknown):
            return operand
    result = machine.library.call(
        f"operator.{name}", Arguments(tuple(operands)), machine.no_site(), machine
    )
    return result or Unknown("what the operator gives is not known")


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


def dimensions_of(parts: Sequence[Value]) -> tuple[Dimension, ...] | None:
    """The sizes of a shape that consists of these parts, None where one is no size."""
    sizes = [
        part.size if isinstance(part, SymbolValue) else part.literal
        for part in parts
        if isinstance(part, Constant | SymbolValue)
    ]
    known = [size for size in sizes if size is None or isinstance(size, int | Polynomial)]
    return tuple(known) if len(known) == len(parts) else None


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
