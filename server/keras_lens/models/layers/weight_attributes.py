"""Weights of layers and models as programs read them: `layer.weights`, `model.get_weights()`.

To add one: write a function and register it in one of the two tables.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from keras_lens.algebra import sum_of
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.containers import ListValue
from keras_lens.interpreter.symbols import size_value
from keras_lens.interpreter.values import NONE, Unknown, Value
from keras_lens.interpreter.verdicts import all_hold
from keras_lens.models.arrays.array import ArrayValue
from keras_lens.models.layers.callable_layer import CallableLayer
from keras_lens.models.layers.owned_weights import OwnedWeight

_NOT_KNOWN = Unknown("which weights it has is not known")


def weight_attribute(layer: CallableLayer, name: str) -> Value | None:
    """`layer.name`, None where it is about something else."""
    method = _METHODS.get(name)
    if method is not None:
        return Native(name, lambda *_: method(layer))
    reader = _READERS.get(name)
    return None if reader is None else reader(layer)


def _variables(trainable: bool | None) -> Callable[[CallableLayer], Value]:
    """Reads the weights that are trained (or not, or all)."""

    def read(layer: CallableLayer) -> Value:
        owned = layer.weights_now()
        if owned is None:
            return _NOT_KNOWN
        chosen = []
        for one in owned:
            is_trained = all_hold((layer.trainability(), one.is_trained))
            if trainable is not None and is_trained is None:
                return Unknown("which weights are trained is not known")
            if trainable is None or is_trained is trainable:
                chosen.append(one.owner.as_variable(one))
        return ListValue(chosen)

    return read


def _get_weights(layer: CallableLayer) -> Value:
    owned = layer.weights_now()
    return (
        _NOT_KNOWN if owned is None else ListValue([_array(one.weight.shape, one) for one in owned])
    )


def _array(shape: Sequence[object], owned: OwnedWeight) -> ArrayValue:
    sizes = tuple(size if isinstance(size, int) else None for size in shape)
    return ArrayValue(sizes, owned.weight.dtype)


def _count_params(layer: CallableLayer) -> Value:
    weights = layer.weights()
    if weights is None:
        return Unknown(f"{layer.describe()} is not built")
    return size_value(sum_of(weight.size for weight in weights))


_METHODS: dict[str, Callable[[CallableLayer], Value]] = {
    "count_params": _count_params,
    "get_weights": _get_weights,
    "set_weights": lambda layer: NONE,
}

_READERS: dict[str, Callable[[CallableLayer], Value]] = {
    "non_trainable_weights": _variables(False),
    "trainable_variables": _variables(True),
    "trainable_weights": _variables(True),
    "weights": _variables(None),
}
