"""The last activation on the way to an output."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from keras_lens.evaluation.terms import CallTerm, ReferenceTerm, Term
from keras_lens.models.records import LayerApplication, UnknownLayer

UNKNOWN = ""
LINEAR = "linear"
_NAMESPACES = ("keras.activations.", "keras.ops.", "tensorflow.nn.", "tensorflow.math.")
_WITHOUT_EFFECT = frozenset(
    {"ActivityRegularization", "AlphaDropout", "Dropout", "GaussianDropout", "GaussianNoise",
     "Identity", "SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D"}
)  # fmt: skip
"""Layers that give what they get when the model is used (`keras.src.layers.regularization`)."""
_OF_LAYERS = {
    "ELU": "elu", "LeakyReLU": "leaky_relu", "PReLU": "prelu", "ReLU": "relu",
    "Softmax": "softmax",
}  # fmt: skip
ACTIVATION_LAYERS = frozenset(_OF_LAYERS)
"""Classes of layers that are nothing but an activation."""
_MAKERS = frozenset(
    {"Conv1D", "Conv1DTranspose", "Conv2D", "Conv2DTranspose", "Conv3D", "Conv3DTranspose",
     "Dense", "DepthwiseConv1D", "DepthwiseConv2D", "EinsumDense", "SeparableConv1D",
     "SeparableConv2D"}
)  # fmt: skip
"""Layers that make new values of weighted sums, to which their `activation` is applied."""


@dataclass(frozen=True, slots=True)
class LastActivation:
    """The last activation of an output.

    name: as in `keras.activations` (`softmax`); `linear` where there is none, empty where it is
        not known. layer: the layer that applies it. maker: the layer that makes the values that
        it is applied to, None where that is not known.
    """

    name: str
    layer: LayerApplication | None = None
    maker: LayerApplication | None = None


NOT_KNOWN = LastActivation(UNKNOWN)


def last_activation(way: Sequence[LayerApplication | UnknownLayer]) -> LastActivation:
    """The last activation on a way of layers, each of which gets what the one before gives."""
    found: LastActivation | None = None
    for layer in reversed(way):
        if not isinstance(layer, LayerApplication):
            break
        if layer.class_name in _WITHOUT_EFFECT:
            continue
        if layer.class_name in _MAKERS or layer.class_name == "TimeDistributed":
            name = _activation_of(layer)
            if found is None:
                return LastActivation(name, layer, layer)
            return LastActivation(found.name, found.layer, layer if name == LINEAR else None)
        name = _name_of_layer(layer)
        if name == UNKNOWN or (found is not None and name != LINEAR):
            break
        if found is None and name != LINEAR:
            found = LastActivation(name, layer)
    return found or NOT_KNOWN


def _name_of_layer(layer: LayerApplication) -> str:
    """What a layer does that only applies a function."""
    if layer.class_name == "Activation":
        return _activation_of(layer)
    if layer.class_name == "Softmax" and dict(layer.attributes).get("axis") != -1:
        return UNKNOWN
    return _OF_LAYERS.get(layer.class_name, UNKNOWN)


def _activation_of(layer: LayerApplication) -> str:
    if layer.class_name == "TimeDistributed":
        held = layer.made.args[0] if layer.made is not None and layer.made.args else None
        if isinstance(held, CallTerm) and held.path == "keras.layers.Dense":
            return _activation_given(held)
        return UNKNOWN
    attribute = dict(layer.attributes).get("activation")
    if attribute is not None:
        return activation_name(attribute)
    return (
        UNKNOWN
        if layer.made is None
        else activation_name(dict(layer.made.kwargs).get("activation"))
    )


def _activation_given(dense: CallTerm) -> str:
    given = dict(dense.kwargs).get("activation", dense.args[1] if len(dense.args) > 1 else None)
    return LINEAR if given is None else activation_name(given)


def activation_name(term: Term) -> str:
    """The name of an activation function, empty where it is not one of Keras's."""
    match term:
        case str():
            return term
        case ReferenceTerm(path) if path.startswith(_NAMESPACES):
            return path.rpartition(".")[2]
    return UNKNOWN
