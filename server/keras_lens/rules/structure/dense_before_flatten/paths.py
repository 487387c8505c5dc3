"""The ways that data takes through a file's models, seen from one layer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeGuard

from keras_lens.models.analysis import Analysis
from keras_lens.models.records import LayerApplication, ModelRecord, UnknownLayer

Layer = LayerApplication | UnknownLayer


@dataclass(frozen=True, slots=True)
class Step:
    """A layer's place on its way.

    before: what the layer's input has gone through, in order of execution.
    after: what its output goes through next, as long as there is one way only.
    ends_in: the model that gives out what the last of `after` gives, None where the way goes
        on (it forks, or its end is not known) or no model is known.
    """

    layer: LayerApplication
    before: tuple[Layer, ...]
    after: tuple[Layer, ...]
    ends_in: ModelRecord | None


Wanted = Callable[[Layer], TypeGuard[LayerApplication]]


def steps(analysis: Analysis, wanted: Wanted) -> Iterator[Step]:
    """Every `wanted` layer of the file in its place, models in order, then loose layers."""
    for model in analysis.models:
        if model.class_name == "Sequential":
            for index, layer in enumerate(model.layers):
                if wanted(layer) and layer.site.file is analysis.file:
                    yield Step(layer, model.layers[:index], model.layers[index + 1 :], model)
    yield from _steps_of_calls(analysis, wanted)


def _steps_of_calls(analysis: Analysis, wanted: Wanted) -> Iterator[Step]:
    """Layers called one by one, as functional models are made."""
    applications = analysis.applications
    consumers: defaultdict[int, list[int]] = defaultdict(list)
    for index, application in enumerate(applications):
        for tensor in application.inputs:
            if tensor.producer is not None:
                consumers[tensor.producer].append(index)
    for index, application in enumerate(applications):
        if application.model_key is not None or application.site.file is not analysis.file:
            continue
        if not wanted(application):
            continue
        way = _way_on(analysis, consumers, index)
        last = applications[way[-1]]
        yield Step(
            application,
            tuple(applications[i] for i in _ancestors(analysis, index)),
            tuple(applications[i] for i in way[1:]),
            None if consumers[way[-1]] else _model_giving(analysis, last),
        )


def _way_on(analysis: Analysis, consumers: dict[int, list[int]], index: int) -> list[int]:
    """`index` and what follows it, up to a fork or a layer of several inputs."""
    way = [index]
    while len(following := consumers.get(way[-1], [])) == 1:
        if len(analysis.applications[following[0]].inputs) != 1 or following[0] in way:
            break
        way.append(following[0])
    return way


def _ancestors(analysis: Analysis, index: int) -> list[int]:
    found: set[int] = set()
    waiting = [index]
    while waiting:
        for tensor in analysis.applications[waiting.pop()].inputs:
            if tensor.producer is not None and tensor.producer not in found:
                found.add(tensor.producer)
                waiting.append(tensor.producer)
    return sorted(found)


def _model_giving(analysis: Analysis, last: LayerApplication) -> ModelRecord | None:
    """The model whose one output is what `last` gives."""
    shapes = tuple(tensor.shape for tensor in last.outputs)
    for model in analysis.models:
        if model.output_shapes == shapes and last in model.layers:
            return model
    return None
