"""Making the view of a model from the analysis of its file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from keras_lens.algebra import Size, sum_of
from keras_lens.ide.layer_text import reason_text
from keras_lens.ide.model_view.kinds import kind_of
from keras_lens.ide.model_view.marks import Marks, Record
from keras_lens.ide.model_view.naming import stable_names
from keras_lens.ide.model_view.problems import problem_of
from keras_lens.ide.model_view.views import Edge, LayerView, ModelView, ViewTarget
from keras_lens.ide.places import is_in_text
from keras_lens.ide.summaries import summary_targets
from keras_lens.ide.wording import shape_text
from keras_lens.models.analysis import Analysis
from keras_lens.models.records import (
    UNKNOWN,
    LayerApplication,
    ModelRecord,
    Outline,
    OutlineEdge,
    OutlineLayer,
    Shape,
    UnknownLayer,
)
from keras_lens.rules.findings import Finding

_MOST_LAYERS = 5_000
"""Layers in one view; models inside of it are closed beyond that."""


def view_targets(analysis: Analysis) -> list[ViewTarget]:
    """The models of the file, in the order of the text."""
    models = {model.key: model for model in analysis.models}
    targets = summary_targets(analysis)
    called = [_called(models[target.key]) for target in targets]
    return [
        ViewTarget(identifier, target.key, target.label)
        for target, identifier in zip(targets, stable_names(called), strict=True)
    ]


def model_view(
    analysis: Analysis,
    target: ViewTarget,
    findings: Iterable[Finding],
    kinds: Mapping[str, str],
) -> ModelView:
    """One of the file's models.

    kinds: of Keras's layers, by their class names (`layer_kinds`).
    """
    model = next(one for one in analysis.models if one.key == target.key)
    outline = model.outline or _without_edges(model)
    marks = Marks(findings, model, outline, analysis.file)
    names = _names(outline)
    views = _LayerViews(marks, kinds)
    layers = views.of(outline, "")
    return ModelView(
        target=target,
        name=model.name,
        class_name=model.class_name,
        site=model.site,
        output_shapes=tuple(map(shape_text, model.output_shapes)),
        outputs=tuple(names[index] for index in outline.outputs),
        params=model.total_params,
        trainable=model.trainable_params,
        non_trainable=model.non_trainable_params,
        bytes=model.bytes,
        layers=layers,
        at_least=model.at_least,
        problem=problem_of(model, layers, views.unknown, marks, analysis),
    )


def _called(model: ModelRecord) -> tuple[str | None, str]:
    return model.variable or model.name, model.class_name


def _without_edges(model: ModelRecord) -> Outline:
    """The outline of a model that is too large for one."""
    layers = [OutlineLayer(record, (), _shapes_of(record)) for record in model.layers]
    return Outline(tuple(layers[:_MOST_LAYERS]), ())


def _shapes_of(record: Record) -> tuple[Shape, ...]:
    outputs = record.outputs if isinstance(record, LayerApplication) else ()
    return tuple(tensor.shape for tensor in outputs)


def _names(outline: Outline) -> list[str]:
    records = (layer.record for layer in outline.layers)
    return stable_names((record.name, record.class_name) for record in records)


class _LayerViews:
    """The views of a model's layers and of those inside of them; `unknown` are those of which
    nothing is known, with their records."""

    def __init__(self, marks: Marks, kinds: Mapping[str, str]) -> None:
        self._marks = marks
        self._kinds = kinds
        self._room = _MOST_LAYERS
        self.unknown: list[tuple[UnknownLayer, LayerView]] = []

    def of(self, outline: Outline, path: str) -> tuple[LayerView, ...]:
        names = [f"{path}{name}" for name in _names(outline)]
        self._room -= len(names)
        return tuple(
            self._layer(layer, identifier, names)
            for layer, identifier in zip(outline.layers, names, strict=True)
        )

    def _layer(self, layer: OutlineLayer, identifier: str, names: Sequence[str]) -> LayerView:
        record, inner = layer.record, layer.inner
        is_shown = inner is not None and len(inner.layers) <= self._room
        known = record if isinstance(record, LayerApplication) else None
        view = LayerView(
            id=identifier,
            name=record.name or "?",
            class_name=record.class_name,
            kind=kind_of(layer, self._kinds),
            input_shapes=() if known is None else _shapes(one.shape for one in known.inputs),
            output_shapes=_shapes(layer.outputs),
            params=None if known is None else known.params,
            trainable="unknown" if known is None else _trainable(known),
            dtype=None if known is None else known.dtype or None,
            site=record.site if layer.has_place and is_in_text(record.site) else None,
            inputs=tuple(_edge(edge, names) for edge in layer.inputs),
            findings=self._marks.of(record),
            unknown=reason_text(record) if isinstance(record, UnknownLayer) else None,
            layers=self.of(inner, f"{identifier}/") if inner is not None and is_shown else (),
        )
        if isinstance(record, UnknownLayer):
            self.unknown.append((record, view))
        return view


def _edge(edge: OutlineEdge, names: Sequence[str]) -> Edge:
    shape = UNKNOWN if edge.shape is None else shape_text(edge.shape)
    return Edge(names[edge.source], shape)


def _shapes(shapes: Iterable[Shape | None]) -> tuple[str, ...]:
    return tuple(UNKNOWN if shape is None else shape_text(shape) for shape in shapes)


def _trainable(layer: LayerApplication) -> str:
    """How much of what could be trained is: the moving averages of a BatchNormalization never
    are."""
    trained = layer.trainable_params
    if trained is None:
        return "unknown"
    most: Size = sum_of(weight.size for weight in layer.weights if weight.trainable)
    if most == 0:
        return "all" if layer.trainable else "none"
    return "all" if trained == most else "none" if trained == 0 else "partly"
