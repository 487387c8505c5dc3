"""What a functional model consists of: the graph between its inputs and outputs.

Modelled after `keras.src.models.functional` and `keras.src.ops.function`.
"""

from __future__ import annotations

from collections.abc import Sequence

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.containers import ListValue, TupleValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.symbols import size_value
from keras_lens.interpreter.values import Constant, Unknown, Value
from keras_lens.models.layers.callable_layer import CallableLayer
from keras_lens.models.layers.making import input_tensor
from keras_lens.models.networks.graph import Graph, map_graph
from keras_lens.models.networks.model import ModelContent
from keras_lens.models.networks.outline import Outliner
from keras_lens.models.nodes import Node
from keras_lens.models.records import Outline
from keras_lens.models.session import KerasSession
from keras_lens.models.tensor_structures import (
    arguments_with_tensors,
    tensors_in,
    with_tensors,
)
from keras_lens.models.tensors import TensorValue


class FunctionalContent(ModelContent):
    """Inputs, outputs and what lies between them."""

    __slots__ = ("_input", "_output", "graph")

    def __init__(self, input: Value, output: Value, graph: Graph) -> None:
        self._input = input
        self._output = output
        self.graph = graph

    def layers(self) -> Sequence[CallableLayer]:
        return [operation for operation in self.graph.operations if not operation.is_operation]

    @property
    def input(self) -> Value:
        return self._input

    @property
    def output(self) -> Value:
        return self._output

    def outline(self, outliner: Outliner) -> Outline:
        return outliner.graph(self.graph, self._output)


def functional_content(
    inputs: Value, outputs: Value, session: KerasSession, machine: Machine
) -> FunctionalContent:
    """The content of a model between these tensors. Raises Disconnected."""
    flat = list(tensors_in(inputs, machine))
    if not all(tensor.input_layer is not None for tensor in flat):
        inputs, outputs = _cut(inputs, outputs, session, machine)
        flat = list(tensors_in(inputs, machine))
    graph = map_graph(flat, list(tensors_in(outputs, machine)), machine)
    return FunctionalContent(inputs, outputs, graph)


def content_on(
    nodes: Sequence[Node],
    inputs: Value,
    outputs: Value,
    given: TensorValue,
    session: KerasSession,
    machine: Machine,
) -> FunctionalContent:
    """The content of a model, made of `nodes` that are its alone, which is put on the tensor
    `given` instead of its own one input: its inputs are those that `given` comes from. Raises
    Disconnected."""
    own = next(tensors_in(inputs, machine))
    for node in nodes:
        if node.arguments is not None:
            node.arguments = arguments_with_tensors(
                node.arguments, lambda tensor: given if tensor is own else tensor, machine
            )
    return functional_content(_sources(given, machine), outputs, session, machine)


def _sources(tensor: TensorValue, machine: Machine) -> Value:
    """The inputs that a tensor is computed from."""
    found: dict[TensorValue, None] = {}
    waiting = [tensor]
    while waiting:
        one = waiting.pop()
        if one.input_layer is not None:
            found[one] = None
        elif one.node is not None:
            waiting.extend(one.node.inputs(machine))
    return next(iter(found)) if len(found) == 1 else ListValue(list(found))


def _cut(
    inputs: Value, outputs: Value, session: KerasSession, machine: Machine
) -> tuple[Value, Value]:
    """Inputs and outputs of a copy of the graph in which tensors in the middle have become
    inputs of their own (`keras.src.models.functional.clone_graph_nodes`)."""
    copies: dict[TensorValue, Value] = {}
    for tensor in tensors_in(inputs, machine):
        made: Value = tensor
        if tensor.input_layer is None:
            shape = TupleValue([size_value(size) for size in tensor.term.shape])
            keywords: dict[str, Value] = {
                "batch_shape": shape,
                "dtype": Constant(tensor.term.dtype),
                "name": Unknown("Keras names it after a tensor"),
            }
            made = input_tensor(Arguments((), keywords), session, machine)
        copies[tensor] = made
    _copy_nodes(list(tensors_in(outputs, machine)), copies, machine)

    def copy(tensor: TensorValue) -> Value:
        return copies.get(tensor, tensor)

    return with_tensors(inputs, copy, machine), with_tensors(outputs, copy, machine)


def _copy_nodes(
    outputs: Sequence[TensorValue], copies: dict[TensorValue, Value], machine: Machine
) -> None:
    """Copies the nodes that lie between the tensors that have copies and `outputs`."""
    between: dict[Node, None] = {}
    waiting = [tensor.node for tensor in outputs if tensor not in copies]
    while waiting:
        node = waiting.pop()
        if node is None or node.arguments is None or node in between:
            continue
        between[node] = None
        waiting.extend(tensor.node for tensor in node.inputs(machine) if tensor not in copies)
    for node in sorted(between, key=lambda one: one.number):
        arguments = arguments_with_tensors(
            node.arguments or Arguments(), lambda tensor: copies.get(tensor, tensor), machine
        )
        copied = Node(node.operation, arguments)
        made = [TensorValue(tensor.term, tensor.producer) for tensor in node.outputs]
        for tensor, copy in zip(node.outputs, made, strict=True):
            copy.node = copied
            copies[tensor] = copy
        copied.outputs = tuple(made)
