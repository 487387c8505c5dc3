"""What a model is trained for, as far as its loss and its last activation tell."""

from __future__ import annotations

import enum

from keras_lens.evaluation.terms import CallTerm, GraphRecipe, LayerRecipe, ReferenceTerm, Term
from keras_lens.models.records import ModelRecord
from keras_lens.rules.views.layer_kinds import NEUTRAL


class Purpose(enum.Enum):
    """What one output value of a model means."""

    ONE_OF_SEVERAL = enum.auto()
    YES_OR_NO = enum.auto()
    NUMBER = enum.auto()
    UNKNOWN = enum.auto()


_LOSSES = {
    Purpose.ONE_OF_SEVERAL: (
        "categoricalcrossentropy", "sparsecategoricalcrossentropy",
        "categoricalfocalcrossentropy", "categoricalhinge",
    ),
    Purpose.YES_OR_NO: ("binarycrossentropy", "binaryfocalcrossentropy", "hinge", "squaredhinge"),
    Purpose.NUMBER: (
        "mse", "meansquarederror", "mae", "meanabsoluteerror", "mape",
        "meanabsolutepercentageerror", "msle", "meansquaredlogarithmicerror", "huber", "logcosh",
    ),
}  # fmt: skip

_ACTIVATIONS = {"softmax": Purpose.ONE_OF_SEVERAL, "sigmoid": Purpose.YES_OR_NO}


def purpose_of(model: ModelRecord) -> Purpose:
    """What the values that `model` gives out are for."""
    compiled = model.compiled
    if compiled is None:
        return _purpose_of_activation(model)
    if _measures_areas(compiled.setting("metrics")):
        return Purpose.UNKNOWN
    name = _plain_name(compiled.setting("loss"))
    for purpose, losses in _LOSSES.items():
        if name in losses:
            return purpose
    return Purpose.UNKNOWN


def _plain_name(value: object) -> str:
    """`sparsecategoricalcrossentropy` for whatever way of writing that loss."""
    if isinstance(value, ReferenceTerm | CallTerm):
        value = value.path
    if not isinstance(value, str):
        return ""
    return value.rpartition(".")[2].replace("_", "").lower()


def _measures_areas(metrics: object) -> bool:
    """Whether a metric compares regions of images, as for segmentation; those of the program may
    as well."""
    values = metrics if isinstance(metrics, list | tuple) else [metrics]
    return any(part in _plain_name(value) for value in values for part in ("iou", "dice"))


def _purpose_of_activation(model: ModelRecord) -> Purpose:
    """What the last activation says, layers behind it that only normalise or drop left out."""
    if model.recipe is None:
        return Purpose.UNKNOWN
    layers = (
        model.recipe.operations if isinstance(model.recipe, GraphRecipe) else model.recipe.layers
    )
    for layer in reversed(layers):
        class_name = _class_name(layer)
        if class_name in NEUTRAL and class_name not in ("Activation", "Softmax"):
            continue
        return _ACTIVATIONS.get(_activation(layer), Purpose.UNKNOWN)
    return Purpose.UNKNOWN


def _class_name(layer: LayerRecipe) -> str:
    return layer.term.path.rpartition(".")[2] if isinstance(layer.term, CallTerm) else ""


def _activation(layer: LayerRecipe) -> str:
    term = layer.term
    if not isinstance(term, CallTerm):
        return ""
    class_name = _class_name(layer)
    given: Term = dict(term.kwargs).get("activation")
    if class_name == "Softmax":
        return "softmax"
    if given is None and class_name == "Dense" and len(term.args) > 1:
        given = term.args[1]
    if given is None and class_name == "Activation" and term.args:
        given = term.args[0]
    if isinstance(given, ReferenceTerm):
        return _plain_name(given.path)
    return _plain_name(given)
