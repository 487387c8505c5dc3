"""How models are described to the evaluator, so that it can make them again."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from keras_lens.evaluation.terms import (
    CustomLayerTerm,
    GraphRecipe,
    LayerRecipe,
    NodeRecipe,
    NodeTensorTerm,
    TensorTerm,
    Term,
    WeightTerm,
)
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.values import Value
from keras_lens.models.arguments import NotExpressible, TermWriter
from keras_lens.models.layers.callable_layer import CallableLayer
from keras_lens.models.layers.layer import LayerValue
from keras_lens.models.layers.masks import MASK
from keras_lens.models.networks.graph import Graph
from keras_lens.models.nodes import Node
from keras_lens.models.objects import term_of_model_value
from keras_lens.models.tensors import TensorValue

_MOST_OF_A_CONSTANT = 1_000_000
"""Elements of a tensor with a value in one recipe."""
_MOST_LAYERS = 10_000
"""Layers in one recipe, each as often as it is in there: a model that is twice in another one that
is twice in a third grows fast."""


class LayerKeys:
    """The keys of the layers of one recipe, and of the recipes in it."""

    def __init__(self) -> None:
        self._keys: dict[CallableLayer, int] = {}
        self._hidden: set[CallableLayer] = set()
        self._asked = 0

    def of(self, layer: CallableLayer) -> int:
        """The layer's key: the same each time. Raises NotExpressible where the recipe becomes too
        large, or the layer stands in it as part of another one."""
        self._asked += 1
        if self._asked > _MOST_LAYERS:
            raise NotExpressible("the model is too large")
        if layer in self._hidden:
            raise NotExpressible(f"`{layer.name}` is held by another layer besides")
        return self._keys.setdefault(layer, len(self._keys))

    def known(self, layer: CallableLayer) -> int:
        """The key of a layer that is in the recipe."""
        return self._keys[layer]

    def hide(self, layers: Iterable[CallableLayer]) -> None:
        """Notes layers that stand in a recipe as part of another one, which has their weights.
        Raises NotExpressible where they stand there as well."""
        self._hidden.update(layers)
        if any(layer in self._keys for layer in self._hidden):
            raise NotExpressible("a layer stands beside of one that holds it")


def layer_recipe(
    layer: CallableLayer, keys: LayerKeys, *, is_built_by_the_graph: bool = False
) -> LayerRecipe:
    """A layer of a model. Raises NotExpressible.

    is_built_by_the_graph: it needs no other call to build it than those in the recipe.
    """
    key = keys.of(layer)
    if not isinstance(layer, LayerValue):
        return LayerRecipe(key, layer.term_with(keys), layer.name, layer.is_trainable())
    if layer.program_parts:
        return LayerRecipe(key, _as_a_whole(layer, keys), layer.name, layer.is_trainable())
    term = layer.recipe_term(lambda part: part.term_with(keys))
    if term is None:
        raise NotExpressible(layer.why_unknown()[1])
    build = layer.build()
    first = None if build is None else build.arguments
    last = layer.last_call()
    return LayerRecipe(
        key,
        term,
        layer.name,
        layer.is_trainable(),
        None if is_built_by_the_graph else first,
        None if last == first else last,
    )


def _as_a_whole(layer: LayerValue, keys: LayerKeys) -> CustomLayerTerm:
    """A layer of Keras that holds layers of the program, by its weights and what it gives. Raises
    NotExpressible."""
    owned, output = layer.owned_weights(), layer.gives()
    if owned is None or output is None:
        raise NotExpressible(f"what `{layer.class_name}` gives is not known")
    keys.hide(one.owner for one in owned if one.owner is not layer)
    weights = tuple(
        WeightTerm(
            one.weight.name,
            one.weight.shape,
            one.weight.dtype,
            one.weight.trainable and one.is_trained is not False,
        )
        for one in owned
    )
    return CustomLayerTerm(layer.class_name, weights, output)


def graph_recipe(
    model: CallableLayer,
    graph: Graph,
    inputs: Value,
    outputs: Value,
    keys: LayerKeys,
    machine: Machine,
) -> GraphRecipe:
    """A functional model. Raises NotExpressible."""
    nodes = sorted(graph.nodes, key=lambda node: node.number)
    first_nodes = {node.operation: node for node in reversed(nodes)}
    writer = TermWriter(_Places(nodes).term_of)
    return GraphRecipe(
        model.name,
        tuple(
            layer_recipe(
                operation,
                keys,
                is_built_by_the_graph=first_nodes[operation].number == operation.first_node_number,
            )
            for operation in graph.operations
        ),
        tuple(_node_recipe(node, keys, writer, machine) for node in nodes),
        writer.term(inputs, machine),
        writer.term(outputs, machine),
        model.is_trainable(),
    )


def _node_recipe(node: Node, keys: LayerKeys, writer: TermWriter, machine: Machine) -> NodeRecipe:
    operation = keys.known(node.operation)
    if node.arguments is None:
        return NodeRecipe(operation)
    if node.arguments.open:
        raise NotExpressible("a starred argument is not known")
    takes_masks = node.operation.is_of_program and MASK in node.operation.call_parameters()
    if takes_masks and any(tensor.mask is not None for tensor in node.inputs(machine)):
        # The operations that make the mask are in the graph as well; their names are not known.
        raise NotExpressible("a layer of the program is given a mask")
    return NodeRecipe(
        operation,
        tuple(writer.term(value, machine) for value in node.arguments.positional),
        tuple(
            (name, writer.term(value, machine))
            for name, value in sorted(node.arguments.keywords.items())
        ),
        node.call_number,
    )


class _Places:
    """Where the tensors of a graph stand in its recipe."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self._places = {
            id(tensor): NodeTensorTerm(number, index)
            for number, node in enumerate(nodes)
            for index, tensor in enumerate(node.outputs)
        }

    def term_of(self, value: Value) -> Term | None:
        """The term of a tensor of the graph, and of what Keras's models know besides."""
        if not isinstance(value, TensorValue):
            return term_of_model_value(value)
        place = self._places.get(id(value))
        if place is None and value.node is None:
            return _constant(value.term)
        if place is None:
            raise NotExpressible("a tensor comes from outside of the model")
        return place


def _constant(term: TensorTerm) -> TensorTerm:
    """A tensor that has a value, which the evaluator makes. Raises NotExpressible."""
    sizes = [size for size in term.shape if isinstance(size, int)]
    if len(sizes) != len(term.shape) or math.prod(sizes) > _MOST_OF_A_CONSTANT:
        raise NotExpressible("a constant of the model is too large, or its size is not known")
    return term
