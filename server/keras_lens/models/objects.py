"""Objects of Keras that are neither layers nor tensors: initializers, regularizers, …"""

from __future__ import annotations

from keras_lens.evaluation.terms import CallTerm, Term
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.values import Value
from keras_lens.models.arguments import TermWriter
from keras_lens.models.callable_layer import CallableLayer
from keras_lens.models.tensors import TensorLike, TensorValue


class LibraryObject(Value):
    """What a call into Keras made, known by that call."""

    __slots__ = ("term",)

    def __init__(self, term: CallTerm) -> None:
        self.term = term

    def describe(self) -> str:
        return f"a '{self.term.path}'"

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
