"""Objects of Keras that are neither layers nor tensors: initializers, regularizers, …"""

from __future__ import annotations

from keras_lens.evaluation.terms import CallTerm, Term
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.values import Unknown, Value, is_none
from keras_lens.models.arguments import TermWriter
from keras_lens.models.arrays.dtypes import dtype_name
from keras_lens.models.layers.callable_layer import CallableLayer
from keras_lens.models.tensor_structures import tensors_of
from keras_lens.models.tensors import TensorLike, TensorValue


class LibraryObject(Value):
    """What a call into Keras made, known by that call."""

    __slots__ = ("term",)

    def __init__(self, term: CallTerm) -> None:
        self.term = term

    def describe(self) -> str:
        return f"a '{self.term.path}'"

    def call(self, arguments: Arguments, site: Site, machine: Machine) -> Value:
        if "initializer" not in self.term.path:
            return Unknown(f"what {self.describe()} gives is not known")
        dtype = arguments.get(1, "dtype")
        name = "float32" if dtype is None or is_none(dtype) else dtype_name(dtype)
        shape = arguments.get(0, "shape") or Unknown("no shape is given")
        return tensors_of(shape, name or "float32", machine)

    def truth(self, machine: Machine) -> bool | None:
        return True

    def equivalent(self, other: Value) -> bool:
        return isinstance(other, LibraryObject) and other.term == self.term


def term_of_model_value(value: Value) -> Term | None:
    """The term of a layer, model, tensor or object; None of any other value."""
    match value:
        case CallableLayer():
            value.is_part_of_another = True
            return value.term()
        case TensorValue() | LibraryObject():
            return value.term
        case TensorLike():
            return value.as_tensor().term
    return None


WRITER = TermWriter(term_of_model_value)
"""Writes what the models know of as terms."""
