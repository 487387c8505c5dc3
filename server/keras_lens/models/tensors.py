"""Tensors: what layers take and give."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING

from keras_lens.algebra import Polynomial
from keras_lens.evaluation.terms import (
    CallTerm,
    Dimension,
    TensorTerm,
)
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.containers import ListValue, TupleValue
from keras_lens.interpreter.library import LibraryReference
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.symbols import SymbolValue, size_value
from keras_lens.interpreter.values import NONE, Constant, Unknown, Value
from keras_lens.models.records import TensorRecord, shape_record

if TYPE_CHECKING:
    from keras_lens.models.layers.callable_layer import CallableLayer
    from keras_lens.models.nodes import Node


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


class TensorValue(Value):
    """A tensor of known shape.

    producer: the number of the application that made it (`Recorder`), None for an input.
    origins: those that made the tensors which it is computed from, inside of a layer's `call`.
    node: the call that made it, of a symbolic tensor (`keras.KerasTensor`); None for one
        that has a value or that lives inside of a layer's `call`.
    mask: which steps count, None where Keras keeps no mask with it (`masks`).
    computed_by: the call that computes it, of whole numbers that may be sizes: what TensorFlow
        knows of them depends on how they are computed.
    """

    __slots__ = ("computed_by", "mask", "node", "origins", "producer", "term")

    def __init__(
        self, term: TensorTerm, producer: int | None = None, node: Node | None = None
    ) -> None:
        self.term = term
        self.producer = producer
        self.node = node
        self.mask: Value | None = None
        self.computed_by: CallTerm | None = None
        self.origins: tuple[int, ...] = ()

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
        parts = shape.elements(machine) if isinstance(shape, TupleValue | ListValue) else None
        said = None if parts is None else dimensions_of(parts)
        if said is not None and len(said) == len(self.term.shape):
            pairs = zip(self.term.shape, said, strict=True)
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
        shape = shape_record(self.term.shape)
        return TensorRecord(shape, self.term.dtype, self.producer, self.origins)


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
            unknown = Unknown(operand.reason, operand.hides)
            path, given = f"operator.{name}", Arguments(tuple(operands))
            return machine.library.given_to_unknown(path, unknown, given, None, machine)
    result = machine.library.call(
        f"operator.{name}", Arguments(tuple(operands)), machine.no_site(), machine
    )
    return result or Unknown("what the operator gives is not known")


def dimensions_of(parts: Sequence[Value]) -> tuple[Dimension, ...] | None:
    """The sizes of a shape that consists of these parts, None where one is no size."""
    sizes = [
        part.size if isinstance(part, SymbolValue) else part.literal
        for part in parts
        if isinstance(part, Constant | SymbolValue)
    ]
    known = [size for size in sizes if size is None or isinstance(size, int | Polynomial)]
    return tuple(known) if len(known) == len(parts) else None
