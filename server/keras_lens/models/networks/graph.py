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
    ends = [tensor.node for tensor in outputs if tensor.node is not None]
    if len(ends) < len(outputs):
        raise Disconnected("one of its tensors is made in a way that is not known")
    starts = dict.fromkeys(tensor.node for tensor in inputs if tensor.node is not None)
    graph = graph_between(list(starts), ends, machine)
    for node in graph.nodes:
        if node.arguments is None and node not in starts:
            raise Disconnected.from_input(node.operation.name)
    return graph


def graph_between(starts: Sequence[Node], ends: Sequence[Node], machine: Machine) -> Graph:
    """All that leads to the nodes `ends`, and the inputs `starts`."""
    search = _Search(machine)
    for node in ends:
        search.visit(node)
    node_depths: dict[Node, int] = {}
    depths: dict[CallableLayer, int] = {}
    in_graph = set(search.finished)
    for node in reversed(search.finished):
        depth = max(node_depths.get(node, 0), depths.get(node.operation, 0))
        depths[node.operation] = node_depths[node] = depth
        for giver in node.givers(machine):
            if giver in in_graph:
                node_depths[giver] = max(depth + 1, node_depths.get(giver, 0))
    met = search.met
    for node in starts:
        if node.operation not in depths:
            depths[node.operation] = node_depths[node] = 0
            met[node.operation] = -1
    operations = sorted(depths, key=lambda one: (-depths[one], met[one]))
    nodes = sorted(node_depths, key=lambda node: -node_depths[node])
    return Graph(tuple(operations), tuple(nodes))


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

    def visit(self, end: Node) -> None:
        """Notes a node behind all that it depends on. The way is kept in a list, for models deeper
        than Python's stack."""
        waiting = [(end, False)]
        while waiting:
            node, is_ready = waiting.pop()
            if node in self.finished:
                continue
            if is_ready:
                self.finished[node] = None
                continue
            self.met.setdefault(node.operation, len(self.met))
            waiting.append((node, True))
            for giver in reversed(node.givers(self._machine)):
                if giver not in self.finished:
                    waiting.append((giver, False))


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
