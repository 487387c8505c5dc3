"""The graph between a functional model's inputs and outputs.

Which operations belong to it, and in which order Keras lists them, follows
`keras.src.ops.function.map_graph`: by their depth, which is the longest way to an output, and
at the same depth in the order in which a search from the outputs meets them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from keras_lens.evaluation.outcomes import Refusal
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.values import Value
from keras_lens.models.layers.callable_layer import CallableLayer
from keras_lens.models.layers.names import UNCERTAIN
from keras_lens.models.nodes import Node
from keras_lens.models.tensor_structures import arguments_with_tensors
from keras_lens.models.tensors import TensorValue

CallNode: TypeAlias = "Callable[[Node, Arguments], Sequence[Value]]"


class Disconnected(Exception):
    """An output cannot be computed from the inputs; the message says which, as a clause.

    refusal: Keras's exception, None where it may be that too little is known.
    """

    refusal: Refusal | None = None

    @classmethod
    def from_input(cls, name: str) -> Disconnected:
        """The outputs depend on an input of this name that is not among the model's."""
        problem = cls(f"the outputs depend on '{name}', which is no input")
        words = f"Graph disconnected: cannot find parent for tensor '{name}'."
        problem.refusal = Refusal("ValueError", words, "construct")
        return problem


@dataclass(frozen=True)
class Graph:
    """operations: layers and operations in Keras's order. nodes: in an order in which they
    can be run, inputs first."""

    operations: tuple[CallableLayer, ...]
    nodes: tuple[Node, ...]


def map_graph(
    inputs: Sequence[TensorValue], outputs: Sequence[TensorValue], machine: Machine
) -> Graph:
    """The graph from `inputs` (of InputLayers) to `outputs`. Raises Disconnected."""
    search = _Search(machine)
    for tensor in outputs:
        search.visit(tensor)
    node_depths: dict[Node, int] = {}
    depths: dict[CallableLayer, int] = {}
    in_graph = set(search.finished)
    for node in reversed(search.finished):
        depth = max(node_depths.get(node, 0), depths.get(node.operation, 0))
        depths[node.operation] = node_depths[node] = depth
        for tensor in node.inputs(machine):
            if tensor.node is not None and tensor.node in in_graph:
                node_depths[tensor.node] = max(depth + 1, node_depths.get(tensor.node, 0))
    met = search.met
    for tensor in inputs:
        if tensor.node is not None and tensor.node.operation not in depths:
            depths[tensor.node.operation] = node_depths[tensor.node] = 0
            met[tensor.node.operation] = -1
    _check_inputs(inputs, in_graph)
    operations = sorted(depths, key=lambda one: (-depths[one], met[one]))
    nodes = sorted(node_depths, key=lambda node: -node_depths[node])
    return Graph(tuple(operations), tuple(nodes))


def _check_inputs(inputs: Sequence[TensorValue], nodes: set[Node]) -> None:
    given = {tensor.node for tensor in inputs}
    for node in nodes:
        if node.arguments is None and node not in given:
            raise Disconnected.from_input(node.operation.name)


def refusal_of_names(names: Sequence[str]) -> Refusal | None:
    """What Keras says where a name is used twice (`keras.src.ops.function.map_graph`)."""
    for name in names:
        if name != UNCERTAIN and names.count(name) > 1:
            words = (
                f'The name "{name}" is used {names.count(name)} times in the model.'
                " All operation names should be unique."
            )
            return Refusal("ValueError", words, "construct")
    return None


class _Search:
    """Goes from the outputs to the inputs, depth first."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self.finished: dict[Node, None] = {}
        self.met: dict[CallableLayer, int] = {}

    def visit(self, tensor: TensorValue) -> None:
        """Notes the node that made `tensor`, behind all that it depends on. The way is kept
        in a list, for models deeper than Python's stack."""
        waiting: list[tuple[Node, bool]] = []
        self._expect(tensor, waiting)
        while waiting:
            node, is_ready = waiting.pop()
            if node in self.finished:
                continue
            if is_ready:
                self.finished[node] = None
                continue
            self.met.setdefault(node.operation, len(self.met))
            waiting.append((node, True))
            for given in reversed(node.inputs(self._machine)):
                self._expect(given, waiting)

    def _expect(self, tensor: TensorValue, waiting: list[tuple[Node, bool]]) -> None:
        if tensor.node is None:
            raise Disconnected("one of its tensors is made in a way that is not known")
        if tensor.node not in self.finished:
            waiting.append((tensor.node, False))


def run(
    graph: Graph,
    tensors: dict[TensorValue, Value],
    call: CallNode,
    machine: Machine,
) -> None:
    """Runs the nodes of `graph` on other inputs. `tensors` has the new inputs for the
    graph's own, and gets what the nodes give; `call` calls a node's operation."""
    for node in graph.nodes:
        if node.arguments is None:
            continue
        arguments = arguments_with_tensors(
            node.arguments, lambda tensor: tensors.get(tensor, tensor), machine
        )
        for tensor, value in zip(node.outputs, call(node, arguments), strict=False):
            tensors[tensor] = value
