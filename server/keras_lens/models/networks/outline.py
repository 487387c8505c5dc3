"""Models as outlines: their layers, those inside of them, and the tensors between them.

Unlike a recipe, which makes a model again and needs all of it, an outline has what is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from keras_lens.models.layers.callable_layer import CallableLayer
from keras_lens.models.nodes import Node
from keras_lens.models.records import (
    LayerApplication,
    Outline,
    OutlineEdge,
    OutlineLayer,
    Shape,
    UnknownLayer,
    shape_record,
)
from keras_lens.models.tensor_structures import tensors_in
from keras_lens.models.tensors import TensorValue
from keras_lens.models.unknown_tensors import UnknownNode, shape_of

if TYPE_CHECKING:
    from keras_lens.interpreter.machine import Machine
    from keras_lens.interpreter.values import Value
    from keras_lens.models.networks.graph import Graph
    from keras_lens.models.networks.model import ModelContent
    from keras_lens.models.networks.unknown_model import UnknownModel
    from keras_lens.models.recording import Recorder

_MOST_LAYERS = 10_000
"""Layers in the outlines of one model, each as often as it is in there."""
_DEEPEST = 20


class Outliner:
    """Makes the outline of one model."""

    def __init__(self, recorder: Recorder, machine: Machine) -> None:
        self.recorder = recorder
        self._machine = machine
        self._inner: dict[CallableLayer, tuple[Outline | None, int]] = {}
        self._count = 0
        self._depth = 0

    def of(self, content: ModelContent | UnknownModel) -> Outline | None:
        """The outline of a whole model; None where it is too large."""
        outline = content.outline(self)
        return outline if self._count <= _MOST_LAYERS else None

    def graph(self, graph: Graph, output: Value) -> Outline:
        """That of a functional model."""
        given = (tensor.node for tensor in tensors_in(output, self._machine))
        return self.of_graph(graph, [node for node in given if node is not None])

    def of_graph(self, graph: Graph, ends: Sequence[Node]) -> Outline:
        """That of a graph whose outputs the nodes `ends` give."""
        calls: dict[CallableLayer, list[Node]] = {one: [] for one in graph.operations}
        for node in sorted(graph.nodes, key=lambda one: one.number):
            calls[node.operation].append(node)
        index = {operation: number for number, operation in enumerate(calls)}
        layers = tuple(
            self._layer(
                operation,
                self.recorder.application_at(_least_known(nodes), self._machine),
                [edge for node in nodes for edge in self._edges(node, index)],
                _outputs(nodes),
            )
            for operation, nodes in calls.items()
        )
        outputs = dict.fromkeys(index[one.operation] for one in ends)
        return Outline(layers, tuple(outputs))

    def chain(
        self,
        given: TensorValue | None,
        members: Sequence[tuple[CallableLayer, LayerApplication | UnknownLayer]],
    ) -> Outline:
        """That of a Sequential with the input `given`."""
        index: dict[CallableLayer, int] = {}
        edges: list[list[OutlineEdge]] = []
        found: list[tuple[CallableLayer, LayerApplication | UnknownLayer]] = []
        before: OutlineEdge | None = None
        if given is not None and given.node is not None and given.input_layer is not None:
            found.append(
                (given.input_layer, self.recorder.application_at(given.node, self._machine))
            )
            edges.append([])
            before = OutlineEdge(0, shape_record(given.term.shape))
        for layer, record in members:
            number = index.setdefault(layer, len(found))
            if number == len(found):
                found.append((layer, record))
                edges.append([])
            if before is not None:
                edges[number].append(before)
            known = record.outputs if isinstance(record, LayerApplication) else ()
            before = OutlineEdge(number, known[0].shape if known else None)
        layers = tuple(
            self._layer(layer, record, incoming, _shapes(record))
            for (layer, record), incoming in zip(found, edges, strict=True)
        )
        return Outline(layers, () if before is None else (before.source,))

    def held(self, layers: Sequence[CallableLayer]) -> Outline:
        """That of a class of the program that holds these layers. What goes from one to another by
        way of operations on tensors is an edge, too."""
        index = {layer: number for number, layer in enumerate(layers)}
        return Outline(
            tuple(
                self._layer(
                    layer,
                    record := self.recorder.last_of(layer),
                    list(self._edges_between(layer, index)),
                    _shapes(record),
                )
                for layer in layers
            ),
            (),
        )

    def _layer(
        self,
        layer: CallableLayer,
        record: LayerApplication | UnknownLayer,
        inputs: Sequence[OutlineEdge],
        outputs: Sequence[Shape | None],
    ) -> OutlineLayer:
        self._count += 1
        return OutlineLayer(
            record,
            tuple(inputs),
            tuple(dict.fromkeys(outputs)),
            layer.is_operation,
            not layer.is_ready_made,
            self._inside(layer),
        )

    def _inside(self, layer: CallableLayer) -> Outline | None:
        """What a layer consists of; the same for each time that it stands in the model."""
        if layer in self._inner:
            outline, size = self._inner[layer]
            self._count += size
            return outline
        self._inner[layer] = None, 0  # a layer that holds itself ends here
        if self._count > _MOST_LAYERS or self._depth >= _DEEPEST:
            return None
        before, self._depth = self._count, self._depth + 1
        outline = layer.inner_outline(self)
        self._depth -= 1
        self._inner[layer] = outline, self._count - before
        return outline

    def _edges(self, node: Node, index: dict[CallableLayer, int]) -> Iterator[OutlineEdge]:
        for tensor in node.incoming(self._machine):
            if tensor.node is not None and tensor.node.operation in index:
                yield OutlineEdge(index[tensor.node.operation], shape_of(tensor))

    def _edges_between(
        self, layer: CallableLayer, index: dict[CallableLayer, int]
    ) -> Iterator[OutlineEdge]:
        found: dict[OutlineEdge, None] = {}
        for producer, shape in self.recorder.inputs_of(layer):
            if producer in index:
                found[OutlineEdge(index[producer], shape)] = None
        yield from found


def _least_known(nodes: Sequence[Node]) -> Node:
    """Of a layer's calls the one to tell of: the first, or the first of which nothing is known."""
    return next((node for node in nodes if isinstance(node, UnknownNode)), nodes[0])


def _outputs(nodes: Sequence[Node]) -> list[Shape | None]:
    """What the calls of a layer give, nothing where that is known of none."""
    known = [shape_record(tensor.term.shape) for node in nodes for tensor in node.outputs]
    return [*known, None] if known and isinstance(_least_known(nodes), UnknownNode) else [*known]


def _shapes(record: LayerApplication | UnknownLayer) -> list[Shape]:
    known = record.outputs if isinstance(record, LayerApplication) else ()
    return [tensor.shape for tensor in known]
