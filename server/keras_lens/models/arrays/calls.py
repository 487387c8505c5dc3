"""Calls of functions of arrays."""

from __future__ import annotations

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.containers import ListValue, TupleValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.values import Value
from keras_lens.models.arrays import (  # noqa: F401  (each registers its functions)
    elementwise,
    indexing,
    joining,
    making,
    products,
    random_numbers,
    reducing,
    shaping,
)
from keras_lens.models.arrays.registry import FUNCTIONS
from keras_lens.models.arrays.vector import ONLY_READ, VectorValue
from keras_lens.models.tensors import TensorValue

_COPYING = ONLY_READ | {
    "array", "concatenate", "expand_dims", "len", "stack", "to_categorical", "unique",
}  # fmt: skip
"""Functions after which nothing has hold of the array that they were given."""


def call_array_function(path: str, arguments: Arguments, machine: Machine) -> Value | None:
    """What a function of arrays gives, None where it is not modelled."""
    forget_numbers(path, arguments, machine)
    function = FUNCTIONS.get(path)
    if function is None or (path.startswith("tensorflow.") and _has_tensor(arguments, machine)):
        return None
    return function(arguments, machine)


def _has_tensor(arguments: Arguments, machine: Machine) -> bool:
    """Whether a tensor is among the arguments, as in `tf.zeros((tf.shape(x)[0], 4))`: TensorFlow is
    asked about those."""
    waiting = list(arguments.all_values())
    while waiting:
        value = waiting.pop()
        if isinstance(value, TensorValue):
            return True
        if isinstance(value, ListValue | TupleValue):
            waiting += value.elements(machine) or ()
    return False


def forget_numbers(path: str, arguments: Arguments, machine: Machine) -> None:
    """What is in a vector that is given to a function is not known afterwards, unless that
    only reads it."""
    if path.rpartition(".")[2] not in _COPYING:
        for value in arguments.all_values():
            if isinstance(value, VectorValue):
                value.escape(f"'{path}' may change it", machine)
