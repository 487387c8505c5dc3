"""How a layer is set up, as far as rules ask."""

from __future__ import annotations

from keras_lens.evaluation.terms import ReferenceTerm, Term, TupleTerm
from keras_lens.models.records import LayerApplication

LINEAR = "linear"


def setting(layer: LayerApplication, name: str) -> Term:
    """One of Keras's public attributes of the layer; None where it is not known, too."""
    return next((value for known, value in layer.attributes if known == name), None)


def is_left_out(layer: LayerApplication, name: str) -> bool:
    """Whether a setting is surely None."""
    return (name, None) in layer.attributes


def number(layer: LayerApplication, name: str) -> float | None:
    """A setting that is a number."""
    value = setting(layer, name)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def sizes(layer: LayerApplication, name: str) -> tuple[int, ...]:
    """A setting that is a tuple of whole numbers, as `kernel_size`; empty where it is not known."""
    value = setting(layer, name)
    items = value.items if isinstance(value, TupleTerm) else ()
    known = tuple(item for item in items if isinstance(item, int))
    return known if len(known) == len(items) else ()


def activation(layer: LayerApplication) -> str | None:
    """The name of Keras's activation that the layer ends with, None where that is not known or
    it has no such setting; a layer that is an activation counts, with its own name."""
    if layer.class_name == "Softmax":
        return "softmax"
    if layer.class_name == "ReLU":
        return "relu" if _is_plain_relu(layer) else None
    value = setting(layer, "activation")
    return value.path.rpartition(".")[2] if isinstance(value, ReferenceTerm) else None


def _is_plain_relu(layer: LayerApplication) -> bool:
    """Whether it is `max(x, 0)` (`keras.layers.ReLU` can do more)."""
    return (
        is_left_out(layer, "max_value")
        and number(layer, "negative_slope") == 0
        and number(layer, "threshold") == 0
    )
