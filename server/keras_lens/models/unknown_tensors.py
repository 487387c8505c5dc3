"""Tensors of which nothing is known but the call that gives them.

What a layer gives that Keras refuses, or of which an argument is not known, is an unknown value. It
remembers where it comes from, so that a model to which such values lead is shown as far as it is
known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.containers import DictValue, ListValue, TupleValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.values import Constant, Unknown, Value
from keras_lens.models.nodes import Node
from keras_lens.models.records import Shape, shape_record
from keras_lens.models.tensor_structures import arguments_with_tensors, sorted_pairs
from keras_lens.models.tensors import OPERATORS, TensorValue

if TYPE_CHECKING:
    from keras_lens.models.events import UnknownEvent


_MOST_PRODUCERS = 64


class UnknownNode(Node):
    """A call in the graph of which it is not known what it gives; Keras notes none."""

    __slots__ = ("event",)

    def __init__(self, event: UnknownEvent, arguments: Arguments | None, machine: Machine) -> None:
        self.event = event
        self.operation = event.layer
        self.number = self.next_number()
        self.call_number = 0
        self.outputs = ()
        self.arguments = arguments
        if arguments is not None:  # a list that is given may grow later
            self.arguments = arguments_with_tensors(arguments, lambda tensor: tensor, machine)

    def incoming(self, machine: Machine) -> Sequence[TensorValue | UnknownTensor]:
        given = () if self.arguments is None else self.arguments.all_values()
        return [
            tensor
            for value in given
            for tensor in graph_tensors_in(value, machine)
            if tensor.node is not None
        ]

    @property
    def producers(self) -> tuple[int, ...]:
        """The events that what it gives comes from."""
        if not self.operation.is_operation:
            return (self.event.number,)
        found = dict.fromkeys(one for producers, _ in self.event.inputs for one in producers)
        return tuple(found)[:_MOST_PRODUCERS]


class UnknownTensor(Unknown):
    """What `node` gives, perhaps a structure of tensors."""

    __slots__ = ("node",)

    def __init__(self, reason: str, node: UnknownNode, hides: tuple[Value, ...] = ()) -> None:
        super().__init__(reason, hides)
        self.node = node

    def element(self) -> Unknown:
        return self

    def attribute(self, name: str, machine: Machine) -> Value:
        return Unknown(self.reason, self.hides, is_part=bool(self.hides))

    def item(self, index: Value, machine: Machine) -> Value:
        if isinstance(index, Constant) and isinstance(index.literal, int):
            return self  # one of several tensors
        return self._computed("getitem", Arguments((self, index)), machine)

    def operate(
        self, operator: str, other: Value, reflected: bool, machine: Machine
    ) -> Value | None:
        operands = (other, self) if reflected else (self, other)
        return self._computed(OPERATORS.get(operator, operator), Arguments(operands), machine)

    def _computed(self, name: str, arguments: Arguments, machine: Machine) -> Unknown:
        return machine.library.given_to_unknown(
            f"operator.{name}", Unknown(self.reason, self.hides), arguments, None, machine
        )


def shape_of(tensor: TensorValue | UnknownTensor) -> Shape | None:
    """The shape of a tensor as it is shown; None where it is not known."""
    return shape_record(tensor.term.shape) if isinstance(tensor, TensorValue) else None


def graph_tensors_in(value: Value, machine: Machine) -> Iterator[TensorValue | UnknownTensor]:
    """The tensors in a structure, also those of which nothing is known."""
    if isinstance(value, TensorValue | UnknownTensor):
        yield value
    elif isinstance(value, DictValue):
        for _, one in sorted_pairs(value):
            yield from graph_tensors_in(one, machine)
    elif isinstance(value, ListValue | TupleValue):
        for one in value.elements(machine) or ():
            yield from graph_tensors_in(one, machine)


def inputs_of_event(
    arguments: Arguments, machine: Machine
) -> tuple[tuple[tuple[int, ...], Shape | None], ...]:
    """What a call is given, as `UnknownEvent.inputs` has it."""
    found = []
    for value in arguments.all_values():
        for tensor in graph_tensors_in(value, machine):
            if isinstance(tensor, UnknownTensor):
                producers = tensor.node.producers
            else:
                known = tensor.producer
                producers = tensor.origins if known is None else (known,)
            found.append((producers, shape_of(tensor)))
    return tuple(found)
