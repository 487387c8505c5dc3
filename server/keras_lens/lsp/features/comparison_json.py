"""Comparisons of models as the client reads them."""

from __future__ import annotations

from typing import Any

from keras_lens.ide.model_comparison import ComparedCount, ComparedLayer, ModelComparison
from keras_lens.ide.model_view import LayerView, ModelView
from keras_lens.lsp.plain import plain_count, plain_place
from keras_lens.lsp.views import Views

Json = dict[str, Any]


def comparison_json(comparison: ModelComparison, left: Views | None, right: Views | None) -> Json:
    """A `ModelComparison` of `client/shared/modelComparison.ts`. left, right: where the layers of
    the two stand; None where they are in no open document."""
    return {
        "left": _model(comparison.left),
        "right": _model(comparison.right),
        "counts": {
            state: comparison.counts[state]
            for state in ("same", "changed", "added", "removed", "unsure")
        },
        "totals": {name: _total(one) for name, one in comparison.totals.items()},
        "layers": [_row(layer, left, right) for layer in comparison.layers],
    }


def _model(view: ModelView) -> Json:
    return {"id": view.target.id, "label": view.target.label, "className": view.class_name}


def _total(count: ComparedCount) -> Json:
    return {
        "left": plain_count(count.left),
        "right": plain_count(count.right),
        "difference": count.difference,
    }


def _row(layer: ComparedLayer, left: Views | None, right: Views | None) -> Json:
    return {
        "state": layer.state,
        "changes": list(layer.changes),
        "unsure": list(layer.unsure),
        "left": _layer(layer.left, layer.left_inputs, left),
        "right": _layer(layer.right, layer.right_inputs, right),
        "layers": [_row(inner, left, right) for inner in layer.layers],
    }


def _layer(layer: LayerView | None, inputs: tuple[str, ...], views: Views | None) -> Json | None:
    if layer is None:
        return None
    site = layer.site if views is not None else None
    return {
        "id": layer.id,
        "name": layer.name,
        "className": layer.class_name,
        "kind": layer.kind,
        "outputShapes": list(layer.output_shapes),
        "params": plain_count(layer.params),
        "trainable": layer.trainable,
        "inputs": list(inputs),
        "place": None
        if views is None or site is None
        else plain_place(views.location_in(site.file, site.span)),
    }
