"""A model's outputs: their shapes, what makes them, and what they are compared with in training."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from keras_lens.evaluation.terms import (
    DictTerm,
    GraphRecipe,
    ListTerm,
    NodeTensorTerm,
    Term,
    TupleTerm,
)
from keras_lens.localization import translate
from keras_lens.models.analysis import Analysis
from keras_lens.models.records import (
    CompileRecord,
    CompileSetting,
    LayerApplication,
    ModelRecord,
    NotKnown,
    Shape,
    UnknownLayer,
)
from keras_lens.rules.views.activations import LastActivation, last_activation
from keras_lens.rules.views.layer_kinds import MODELS
from keras_lens.rules.views.losses import Named, named, parts_of

Layer = LayerApplication | UnknownLayer


@dataclass(frozen=True, slots=True)
class Output:
    """One output of a model of Keras's own classes.

    number, of: which one it is, from 0, and how many there are. way: the layers that lead to it,
        the last one at the end, as long as there is one way only. activation: the last one.
    loss: what it is compared by; its name is empty where that is not known, or there is none.
    metrics: those that are given for it. compiled: the `compile` that says so.
    """

    model: ModelRecord
    number: int
    of: int
    shape: Shape
    way: tuple[Layer, ...]
    activation: LastActivation
    loss: Named
    metrics: tuple[Named, ...]
    compiled: CompileRecord | None

    @property
    def units(self) -> int | None:
        """The size of its last axis."""
        last = self.shape[-1] if self.shape else None
        return last if isinstance(last, int) else None


def outputs_of(analysis: Analysis, model: ModelRecord) -> Iterator[Output]:
    """The outputs of a model; none of one whose classes or layers are not Keras's own."""
    if model.class_name not in MODELS:
        return
    ways = list(_ways(analysis, model, deep=0))
    if len(ways) != len(model.output_shapes):
        return
    names = [_output_name(way, key) for key, way in ways]
    for number, (_, way) in enumerate(ways):
        place = _Place(number, len(ways), names)
        compiled = model.compiled
        loss = None if compiled is None else _for_output(compiled.setting("loss"), place)
        metrics = None if compiled is None else _metrics_for(compiled, place)
        yield Output(
            model,
            number,
            len(ways),
            model.output_shapes[number],
            way,
            last_activation(way),
            named(loss),
            tuple(named(one) for one in parts_of(metrics)),
            compiled,
        )


Way = tuple[str | None, tuple[Layer, ...]]
"""The key of an output in a dictionary, and the layers that lead to it."""

_DEEPEST = 8
"""How many models within one another are looked into."""


def _ways(analysis: Analysis, model: ModelRecord, deep: int) -> Iterator[Way]:
    if model.class_name == "Sequential":
        if model.layers and len(model.output_shapes) == 1:
            yield None, _unfolded(analysis, model.layers, deep)
    elif isinstance(model.recipe, GraphRecipe):
        for key, tensor in _tensors_in(model.recipe.outputs):
            yield key, _unfolded(analysis, tuple(_way_in_graph(model, model.recipe, tensor)), deep)


def _way_in_graph(
    model: ModelRecord, recipe: GraphRecipe, tensor: NodeTensorTerm
) -> tuple[Layer, ...]:
    """The layers from the last fork to an output."""
    names = Counter(layer.name for layer in model.layers)
    layers = {layer.name: layer for layer in model.layers if names[layer.name] == 1}
    operations = {operation.key: operation for operation in recipe.operations}
    way: list[Layer] = []
    while len(way) <= len(recipe.nodes):
        node = recipe.nodes[tensor.node]
        layer = layers.get(operations[node.operation].name)
        if layer is None:
            break
        way.insert(0, layer)
        given = [one for arg in node.args for _, one in _tensors_in(arg)]
        if len(given) != 1 or node.kwargs:
            break
        tensor = given[0]
    return tuple(way)


def _unfolded(analysis: Analysis, way: tuple[Layer, ...], deep: int) -> tuple[Layer, ...]:
    """The way with the layers of a model in place of that model, where it ends in one."""
    last = way[-1] if way else None
    if not isinstance(last, LayerApplication) or last.class_name not in MODELS or deep > _DEEPEST:
        return way
    inner = [model for model in analysis.models if model.site == last.constructor]
    if len(inner) != 1:
        return way
    ways = list(_ways(analysis, inner[0], deep + 1))
    return (*way[:-1], *ways[0][1]) if len(ways) == 1 else way


def _tensors_in(term: Term) -> Iterator[tuple[str | None, NodeTensorTerm]]:
    match term:
        case NodeTensorTerm():
            yield None, term
        case ListTerm(items) | TupleTerm(items):
            for item in items:
                yield from _tensors_in(item)
        case DictTerm(pairs):
            for key, item in sorted(pairs, key=lambda pair: str(pair[0])):
                for _, tensor in _tensors_in(item):
                    yield str(key), tensor


def _output_name(way: tuple[Layer, ...], key: str | None) -> str | None:
    if key is not None:
        return key
    return way[-1].name if way else None


@dataclass(frozen=True, slots=True)
class _Place:
    number: int
    of: int
    names: list[str | None]


def _for_output(setting: CompileSetting, place: _Place) -> CompileSetting:
    """The part of losses that is for one output (`keras.src.trainers.compile_utils`)."""
    if isinstance(setting, dict):
        name = place.names[place.number]
        unclear = name is None or place.names.count(name) != 1 or "?" in setting
        return _for_some_output() if unclear else setting.get(name or "")
    if isinstance(setting, list | tuple):
        return setting[place.number] if len(setting) == place.of else _for_some_output()
    return setting if place.of == 1 else _for_some_output()


def _for_some_output() -> NotKnown:
    return NotKnown(translate("which output it is for is not known"))


def _metrics_for(compiled: CompileRecord, place: _Place) -> CompileSetting:
    """The part of the metrics that is for one output: with several, a list of lists or a
    dictionary."""
    setting = compiled.setting("metrics")
    if place.of == 1 and isinstance(setting, list | tuple):
        return setting
    return _for_output(setting, place)
