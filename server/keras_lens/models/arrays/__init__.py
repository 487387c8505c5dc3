"""Arrays: NumPy's, of which the shape and dtype matter here, and where they come from."""

from __future__ import annotations

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.values import Value
from keras_lens.models.arrays.array import dtype_name, sizes
from keras_lens.models.arrays.datasets import load_data
from keras_lens.models.arrays.functions import FUNCTIONS
from keras_lens.models.arrays.vector import ONLY_READ, VectorValue

__all__ = ["call_array_function", "dtype_name", "sizes"]

_COPYING = ONLY_READ | {"array", "concatenate", "expand_dims", "len", "stack"}
"""Functions after which nothing has hold of the array that they were given."""


def call_array_function(path: str, arguments: Arguments, machine: Machine) -> Value | None:
    """What a function of arrays gives, None where it is not modelled."""
    if path.rpartition(".")[2] not in _COPYING:
        for value in arguments.all_values():
            if isinstance(value, VectorValue):
                value.escape(f"'{path}' may change it", machine)
    function = FUNCTIONS.get(path)
    return load_data(path, arguments) if function is None else function(arguments, machine)
