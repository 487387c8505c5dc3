"""Keys of dictionaries and elements of sets: what can be compared for certain."""

from __future__ import annotations

from collections.abc import Hashable

from keras_lens.interpreter.alternatives import Alternatives
from keras_lens.interpreter.containers.sequences import TupleValue
from keras_lens.interpreter.symbols import SymbolValue
from keras_lens.interpreter.values import Constant, Identity, Unknown, Value


def key_of(value: Value) -> Hashable | None:
    """Something that is equal for values that are equal as keys; None where the value is not
    known well enough. It is never a None of the program, whose key is `Constant`'s."""
    if isinstance(value, Constant):
        literal = value.literal
        return _NONE_KEY if literal is None else literal
    if isinstance(value, TupleValue):
        parts = [key_of(item) for item in value.items]
        return None if None in parts else tuple(parts)
    if isinstance(value, Unknown | SymbolValue | Alternatives):
        return None
    return value.identity()


_NONE_KEY = Identity(Constant(None))
