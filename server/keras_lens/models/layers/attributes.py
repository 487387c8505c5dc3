"""Attributes and methods of layers of Keras, as far as they are modelled.

To add one: write a function and register it in one of the two tables.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.values import NONE, Constant, Unknown, Value
from keras_lens.models.layers.applying import build_layer
from keras_lens.models.layers.callable_layer import shape_by_call
from keras_lens.models.layers.vocabularies import vocabulary_attribute
from keras_lens.models.layers.weight_attributes import weight_attribute
from keras_lens.models.networks.configs import config_of
from keras_lens.models.tensor_structures import structure_of
from keras_lens.models.tensors import TensorValue

if TYPE_CHECKING:
    from keras_lens.models.layers.layer import LayerValue


def layer_attribute(layer: LayerValue, name: str, machine: Machine) -> Value | None:
    """`layer.name`, None where it is not modelled."""
    method = _METHODS.get(name)
    if method is not None:
        return Native(name, lambda arguments, *_: method(layer, arguments, machine))
    reader = _READERS.get(name)
    if reader is not None:
        return reader(layer)
    found = (
        weight_attribute(layer, name) or vocabulary_attribute(layer, name) or layer.variable(name)
    )
    if found is not None:
        return found
    for known, term in layer.constructed.attributes if layer.constructed is not None else ():
        if known == name and name != "name":
            return structure_of(term, TensorValue, layer=layer.parts.__getitem__)
    return None


def _build(layer: LayerValue, arguments: Arguments, machine: Machine) -> Value:
    """`layer.build(shape)`."""
    shape = next(arguments.all_values(), Unknown("no shape is given"))
    build_layer(layer, shape, machine)
    return NONE


def _compute_output_shape(layer: LayerValue, arguments: Arguments, machine: Machine) -> Value:
    """`layer.compute_output_shape(shape)`."""
    return shape_by_call(layer, arguments, machine, _compute_dtype(layer) or "float32")


def _get_config(layer: LayerValue, arguments: Arguments, machine: Machine) -> Value:
    return config_of(layer, machine)


def _built(layer: LayerValue) -> Value:
    if layer.is_input_layer or layer.owned_weights() is not None:
        return Constant(True)
    return Constant(False) if layer.is_surely_without_weights else Unknown("whether it is built")


def _compute_dtype(layer: LayerValue) -> str | None:
    return None if layer.constructed is None else layer.constructed.compute_dtype


def _dtype(name: str) -> Callable[[LayerValue], Value]:
    def read(layer: LayerValue) -> Value:
        dtype = None if layer.constructed is None else getattr(layer.constructed, name)
        return Constant(dtype) if dtype is not None else Unknown("its dtype is not known")

    return read


_METHODS: dict[str, Callable[[LayerValue, Arguments, Machine], Value]] = {
    "build": _build,
    "compute_output_shape": _compute_output_shape,
    "get_config": _get_config,
}

_READERS: dict[str, Callable[[LayerValue], Value]] = {
    "built": _built,
    "compute_dtype": _dtype("compute_dtype"),
    "dtype": _dtype("variable_dtype"),
    "variable_dtype": _dtype("variable_dtype"),
}
