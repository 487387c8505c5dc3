"""Arguments of constructors as terms: there an array is no tensor, but numbers."""

from __future__ import annotations

import math

from keras_lens.evaluation.terms import ListTerm, Term
from keras_lens.interpreter.values import Value
from keras_lens.models.arguments import NotExpressible, TermWriter
from keras_lens.models.arrays.array import ArrayValue
from keras_lens.models.arrays.vector import VectorValue
from keras_lens.models.objects import term_of_model_value

_MOST_NUMBERS = 4_096


def term_of_argument(value: Value) -> Term | None:
    """The term of an array, a layer, an object; None of any other value.

    Which floats an array holds changes neither a shape nor a count, so that it is told as zeros.
    """
    if not isinstance(value, ArrayValue):
        return term_of_model_value(value)
    numbers = value.literals() if isinstance(value, VectorValue) else None
    if numbers is not None:
        return ListTerm(numbers)
    sizes = [size for size in value.shape if size is not None]
    is_whole = len(sizes) == len(value.shape) and 0 < math.prod(sizes) <= _MOST_NUMBERS
    if not value.shape or not is_whole or not value.dtype.startswith("float"):
        raise NotExpressible("the numbers in the array are not known")
    return _zeros(sizes)


def _zeros(sizes: list[int]) -> Term:
    term: Term = 0.0
    for size in reversed(sizes):
        term = ListTerm((term,) * size)
    return term


CONSTRUCTOR_WRITER = TermWriter(term_of_argument)
