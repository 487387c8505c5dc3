"""A file's models as graphs of calls, so that a rule can ask what stands before and behind a layer.

A functional model's graph comes from its recipe, with the operations between its layers; a
Sequential is a chain. Calls that belong to neither (in the `call` of a layer of the program, or
on tensors that no model that is known is made of) form a graph by themselves; what else happens to
their outputs is not known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from keras_lens.evaluation.terms import (
    CallTerm,
    DictTerm,
    GraphRecipe,
    ListTerm,
    NodeTensorTerm,
    Term,
    TupleTerm,
)
from keras_lens.models.analysis import Analysis
from keras_lens.models.records import LayerApplication, ModelRecord, UnknownLayer

_OPERATIONS = "keras.src.ops."


@dataclass(eq=False, slots=True)
class Call:
    """A call of a layer, or of an operation of `keras.ops`.

    layer: what is known of it: of its first call where `is_shared`; None for an operation.
    before, after: the calls that give its inputs, and those that its outputs go to.
    is_output: a model gives out what it gives.
    is_closed: nothing else happens to its outputs than what `after` and `is_output` say.
    is_shared: the layer is called several times in this graph.
    """

    layer: LayerApplication | UnknownLayer | None
    model: ModelRecord | None
    before: list[Call] = field(default_factory=list)
    after: list[Call] = field(default_factory=list)
    is_output: bool = False
    is_closed: bool = True
    is_shared: bool = False

    @property
    def known(self) -> LayerApplication | None:
        """The layer's record, where something is known of it."""
        return self.layer if isinstance(self.layer, LayerApplication) else None

    @property
    def class_name(self) -> str:
        """Keras's name of the layer's class; empty for an operation."""
        return "" if self.layer is None else self.layer.class_name

    @property
    def only_before(self) -> Call | None:
        """The call that gives its one input, None where there are several or none."""
        return self.before[0] if len(self.before) == 1 else None

    @property
    def only_after(self) -> Call | None:
        """The one call that uses what it gives; None where something else may."""
        if self.is_output or not self.is_closed or len(self.after) != 1:
            return None
        return self.after[0]

    def ancestors(self) -> Iterator[Call]:
        """All that its inputs have gone through, the nearest first."""
        seen: dict[int, None] = {}
        waiting = list(self.before)
        while waiting:
            call = waiting.pop(0)
            if id(call) not in seen:
                seen[id(call)] = None
                yield call
                waiting.extend(call.before)


_latest: tuple[Analysis, tuple[Call, ...]] | None = None


def calls_of(analysis: Analysis) -> tuple[Call, ...]:
    """The calls of all models, and those that belong to none; kept for the rules that ask next."""
    global _latest
    kept = _latest
    if kept is None or kept[0] is not analysis:
        kept = _latest = analysis, _calls_of(analysis)
    return kept[1]


def _calls_of(analysis: Analysis) -> tuple[Call, ...]:
    calls: list[Call] = []
    covered: set[int] = set()
    for model in analysis.models:
        found = _of_model(model)
        calls += found
        covered.update(id(call.layer) for call in found if call.model is not None)
    calls += _loose_calls(analysis, covered)
    return tuple(calls)


def _of_model(model: ModelRecord) -> list[Call]:
    if isinstance(model.recipe, GraphRecipe):
        return _of_graph(model, model.recipe)
    return _of_sequential(model) if model.class_name == "Sequential" else []


def _of_sequential(model: ModelRecord) -> list[Call]:
    calls = [Call(layer, model) for layer in model.layers]
    times = Counter((layer.constructor, layer.name) for layer in model.layers)
    for before, after in pairwise(calls):
        before.after.append(after)
        after.before.append(before)
    for call, layer in zip(calls, model.layers, strict=True):
        call.is_shared = times[layer.constructor, layer.name] > 1
    if calls:
        calls[-1].is_output = True
    return calls


def _of_graph(model: ModelRecord, recipe: GraphRecipe) -> list[Call]:
    layers = [one.key for one in recipe.operations if not _is_operation(one.term)]
    if len(layers) != len(model.layers):
        return []
    record_of = dict(zip(layers, model.layers, strict=True))
    times = Counter(node.operation for node in recipe.nodes)
    calls: list[Call] = []
    for node in recipe.nodes:
        call = Call(record_of.get(node.operation), model, is_shared=times[node.operation] > 1)
        terms = (*node.args, *(value for _, value in node.kwargs))
        for number in dict.fromkeys(number for term in terms for number in _nodes_in(term)):
            call.before.append(calls[number])
            calls[number].after.append(call)
        calls.append(call)
    for number in _nodes_in(recipe.outputs):
        calls[number].is_output = True
    return calls


def _is_operation(term: Term) -> bool:
    return isinstance(term, CallTerm) and term.path.startswith(_OPERATIONS)


def _nodes_in(term: Term) -> Iterator[int]:
    """The numbers of the nodes whose tensors are in a structure."""
    match term:
        case NodeTensorTerm(node):
            yield node
        case ListTerm(items) | TupleTerm(items):
            for item in items:
                yield from _nodes_in(item)
        case DictTerm(pairs):
            for _, item in pairs:
                yield from _nodes_in(item)


def _loose_calls(analysis: Analysis, covered: set[int]) -> list[Call]:
    """The calls that no graph of a model shows, joined by what made their inputs."""
    calls = [
        Call(layer, None, is_closed=False)
        for layer in analysis.applications
        if layer.model_key is None
    ]
    by_layer = {id(call.layer): call for call in calls}
    for call in calls:
        for tensor in call.known.inputs if call.known is not None else ():
            producer = None if tensor.producer is None else analysis.applications[tensor.producer]
            maker = by_layer.get(id(producer))
            if maker is not None and maker not in call.before:
                call.before.append(maker)
                maker.after.append(call)
    return [call for call in calls if id(call.layer) not in covered]
