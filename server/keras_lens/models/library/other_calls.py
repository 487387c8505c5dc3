"""What calls of other packages give: Python's own, NumPy, TensorFlow."""

from __future__ import annotations

from keras_lens.evaluation.terms import CallTerm
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.standard_library import call_standard_library
from keras_lens.interpreter.values import Unknown, Value
from keras_lens.models.arrays.calls import call_array_function
from keras_lens.models.data.calls import call_source
from keras_lens.models.functions.computing import compute
from keras_lens.models.functions.symbolic_only import REFUSAL, refuses_symbolic
from keras_lens.models.functions.tensorflow_functions import FUNCTIONS as TENSORFLOW_FUNCTIONS
from keras_lens.models.functions.tracing import call_on_tensors
from keras_lens.models.objects import LibraryObject
from keras_lens.models.refused_calls import note_function
from keras_lens.models.session import KerasSession
from keras_lens.models.tensor_structures import (
    has_tensors,
    is_symbolic,
    is_unknown_of_tensors,
    tensors_in,
)
from keras_lens.models.variables import VARIABLE, make_untracked_variable

_SIZED_BY_VALUES = frozenset({"tensorflow.range", "tensorflow.linspace"})
"""Functions whose tensors are as long as a tensor says: TensorFlow may know its value, as that of
`tf.shape(x)[1]`, where the analysis does not."""
_TENSORFLOW_MATHEMATICS = frozenset(
    {"tensorflow", "tensorflow.linalg", "tensorflow.math", "tensorflow.nn", "tensorflow.random"}
)
_INITIALIZER = "_initializer"
"""How the names of TensorFlow's initializers end."""


def call_other(
    path: str, arguments: Arguments, site: Site, session: KerasSession, machine: Machine
) -> Value | None:
    """A function of another package: Python's own, NumPy, TensorFlow."""
    function = TENSORFLOW_FUNCTIONS.get(path)
    if function is not None:
        return function(arguments, session, machine)
    if path.startswith("operator.") and has_tensors(arguments, machine):
        return call_on_tensors(path, arguments, site, session, machine)
    known = call_standard_library(path, arguments, site, machine)
    known = known or call_array_function(path, arguments, machine)
    if known is not None and not is_unknown_of_tensors(known, arguments, machine):
        return known
    source = call_source(path, arguments, session, machine)
    if source is not None:
        return source
    if path == VARIABLE:
        return make_untracked_variable(arguments, machine)
    if not has_tensors(arguments, machine):
        return _computed(path, arguments, session, machine)
    if path.startswith("tensorflow."):
        if is_symbolic(arguments, machine):
            if refuses_symbolic(path):
                note_function(CallTerm(path), arguments, REFUSAL, site, session, machine)
            return Unknown("TensorFlow's functions do not take Keras's symbolic tensors")
        if path in _SIZED_BY_VALUES and not _has_values(arguments, machine):
            return Unknown(f"how long '{path}' is depends on the value of a tensor")
        return compute(path, arguments, session, machine, site)
    return known


def _computed(
    path: str, arguments: Arguments, session: KerasSession, machine: Machine
) -> Value | None:
    """A function of TensorFlow on plain values: `tf.cast(8, tf.float32)`."""
    if path.endswith(_INITIALIZER):
        return LibraryObject(CallTerm(path))
    if not _is_tensor_function(path) or arguments.open:
        return None
    computed = compute(path, arguments, session, machine)
    return None if isinstance(computed, Unknown) else computed


def _is_tensor_function(path: str) -> bool:
    """Whether it may be a function of TensorFlow that makes tensors of plain values."""
    module, _, name = path.rpartition(".")
    return module in _TENSORFLOW_MATHEMATICS and name.islower()


def _has_values(arguments: Arguments, machine: Machine) -> bool:
    """Whether TensorFlow is told the values of all tensors among the arguments."""
    return all(
        tensor.term.values is not None
        for value in arguments.all_values()
        for tensor in tensors_in(value, machine)
    )
