"""The graph that calls of layers make of symbolic tensors."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.values import Value
from keras_lens.models.tensor_structures import tensors_in
from keras_lens.models.tensors import TensorValue

if TYPE_CHECKING:
    from keras_lens.models.layers.callable_layer import CallableLayer
    from keras_lens.models.unknown_tensors import UnknownTensor

_numbers = itertools.count()


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
        self.number = self.next_number()
        self.call_number = operation.calls
        if operation.first_node_number is None:
            operation.first_node_number = self.number
        operation.calls += 1
        self.outputs: tuple[TensorValue, ...] = ()

    @staticmethod
    def next_number() -> int:
        return next(_numbers)

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

    def incoming(self, machine: Machine) -> Sequence[TensorValue | UnknownTensor]:
        """The tensors of the graph among the arguments, also those of which nothing is known."""
        return self.inputs(machine)

    def givers(self, machine: Machine) -> list[Node]:
        """The nodes that gave these."""
        return [one.node for one in self.incoming(machine) if one.node is not None]
