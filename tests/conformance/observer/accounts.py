"""What an observation says, in the form of `keras-lens show --format json`."""

from __future__ import annotations

import contextlib
import io
import math
from typing import Any

import keras
from keras.src.utils.summary_utils import weight_memory_size

from .observation import Application, Observation, shapes
from .places import Extent


def elements(weights: list[Any]) -> int:
    return sum(math.prod(weight.shape) for weight in weights)


def extent_fields(place: Extent) -> dict[str, int | None]:
    return dict(zip(("line", "column", "end_line", "end_column"), place, strict=True))


def describe_application(application: Application) -> dict[str, Any]:
    layer = application.layer
    return {
        **extent_fields(application.place),
        "class": type(layer).__name__,
        "name": layer.name,
        "model": None if application.model is None else application.model.name,
        "input_shapes": application.input_shapes,
        "output_shapes": application.output_shapes,
        "params": elements(layer.weights),
        "trainable_params": elements(layer.trainable_weights),
        "dtype": layer.dtype,
    }


def describe_input(place: Extent, layer: Any) -> dict[str, Any]:
    return {
        **extent_fields(place),
        "class": "InputLayer",
        "name": layer.name,
        "model": None,
        "input_shapes": [],
        "output_shapes": shapes(layer.output),
        "params": 0,
        "trainable_params": 0,
        "dtype": layer.dtype,
    }


def describe_model(place: Extent, model: Any, variable: str | None) -> dict[str, Any]:
    """Totals as `summary()` reckons them, None where weights are still to be made."""
    total = trainable = size = None
    if model.built or _holds_built_layers(model):
        total = elements(model.weights)
        trainable = elements(model.trainable_weights)
        size = round(weight_memory_size(model.weights))
    return {
        "line": place[0],
        "variable": variable,
        "name": model.name,
        "class": type(model).__name__,
        "output_shapes": shapes(model.outputs) if hasattr(model, "outputs") else None,
        "total_params": total,
        "trainable_params": trainable,
        "non_trainable_params": None if total is None else total - (trainable or 0),
        "bytes": size,
        "summary": summary_text(model) if _has_comparable_summary(model) else None,
    }


def _holds_built_layers(model: Any) -> bool:
    """Whether it is a model without a `call` of its own whose layers have their weights."""
    is_own = type(model) not in (keras.Model, keras.Sequential)
    return is_own and bool(model.layers) and all(layer.built for layer in model.layers)


def _has_comparable_summary(model: Any) -> bool:
    """Whether the summary is that of a graph without the weights that an optimizer keeps once
    the model has been trained."""
    trained = model.compiled and model.optimizer is not None and model.optimizer.built
    return not trained and (isinstance(model, keras.Sequential) or hasattr(model, "outputs"))


def summary_text(model: Any) -> str:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        model.summary()
    return printed.getvalue()


def describe(observation: Observation) -> dict[str, Any]:
    """The layers and models of an observation, as they stand now."""
    inputs = [
        (place, layer)
        for layer in observation.kept_alive
        if isinstance(layer, keras.layers.InputLayer)
        for place in (
            observation.constructed.get(id(layer)),
            *(where for (_, which), where in observation.added.items() if which == id(layer)),
        )
        if place is not None
    ]
    return {
        "layers": [
            *map(describe_application, observation.applications.values()),
            *(describe_input(place, layer) for place, layer in inputs),
        ],
        "models": [
            describe_model(place, model, observation.places.variables.get(place))
            for place, model in observation.models
        ],
    }
