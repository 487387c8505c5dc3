"""Symbolic tensors: what layers take and give."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from keras_lens.evaluation.terms import DictTerm, ListTerm, TensorTerm, Term, TupleTerm
from keras_lens.interpreter.containers import DictValue, ListValue, TupleValue
from keras_lens.interpreter.values import Constant, Unknown, Value
from keras_lens.models.records import TensorRecord

if TYPE_CHECKING:
    from keras_lens.interpreter.machine import Machine
    from keras_lens.models.layers import LayerValue


class TensorValue(Value):
    """A symbolic tensor of known shape.

    producer: the number of the application that made it (`Recorder`), None for an input.
    input_layer: the layer of a tensor that `keras.Input` made.
    """

    __slots__ = ("input_layer", "producer", "term")

    def __init__(
        self,
        term: TensorTerm,
        producer: int | None = None,
        input_layer: LayerValue | None = None,
    ) -> None:
        self.term = term
        self.producer = producer
        self.input_layer = input_layer

    def describe(self) -> str:
        return "a tensor"

    def attribute(self, name: str, machine: Machine) -> Value:
        if name == "shape":
            return TupleValue([Constant(dimension) for dimension in self.term.shape])
        if name == "dtype":
            return Constant(self.term.dtype)
        return super().attribute(name, machine)

    def equivalent(self, other: Value) -> bool:
        return self is other or (
            isinstance(other, TensorValue)
            and other.term == self.term
            and other.input_layer is self.input_layer
        )

    def record(self) -> TensorRecord:
        """The tensor as plain data; `producer` still counts events, not applications."""
        return TensorRecord(self.term.shape, self.term.dtype, self.producer)


class TensorLike(Value):
    """Something that a layer takes as a tensor."""

    __slots__ = ()

    @abstractmethod
    def as_tensor(self) -> TensorValue:
        """The tensor that a layer makes of it."""


def tensors_in(value: Value, machine: Machine) -> Iterator[TensorValue]:
    """The tensors in a structure of lists, tuples and dictionaries."""
    if isinstance(value, TensorValue):
        yield value
    elif isinstance(value, TensorLike):
        yield value.as_tensor()
    elif isinstance(value, DictValue):
        for _, one in value.pairs() or ():
            yield from tensors_in(one, machine)
    elif isinstance(value, ListValue | TupleValue):
        for one in value.elements(machine) or ():
            yield from tensors_in(one, machine)


def structure_of(term: Term, make: Callable[[TensorTerm], TensorValue]) -> Value:
    """The value of an output that the evaluator described."""
    match term:
        case TensorTerm():
            return make(term)
        case ListTerm(items):
            return ListValue(_all(items, make))
        case TupleTerm(items):
            return TupleValue(_all(items, make))
        case DictTerm(pairs):
            return DictValue(
                [(structure_of(key, make), structure_of(value, make)) for key, value in pairs]
            )
        case None | bool() | int() | float() | str():
            return Constant(term)
    return Unknown("what the layer gives is not a tensor")


def _all(items: Sequence[Term], make: Callable[[TensorTerm], TensorValue]) -> list[Value]:
    return [structure_of(item, make) for item in items]
