"""Iterators: what gives its elements one by one, and each of them once.

There are two ways to get them. `pull` gives the next one. `push` runs over all that are left and
hands each to a visitor at once; so the body of a generator and the body of the loop over it take
turns as they do in Python. A generator's body can only be pushed: to be pulled, it is run ahead,
and gives nothing if it has changed anything on the way.

All of their state is in the journal, so that they can be used on paths that may not be taken.
"""

from keras_lens.interpreter.iterators.derived import DerivedIterator, made_lazily
from keras_lens.interpreter.iterators.generators import GeneratorIterator
from keras_lens.interpreter.iterators.iterator import (
    ENDED,
    ElementsNotKnown,
    IndexedIterator,
    IteratorValue,
    StreamIterator,
    Visitor,
    iterator_of,
    next_of,
)
from keras_lens.interpreter.iterators.pushing import run_until

__all__ = [
    "ENDED",
    "DerivedIterator",
    "ElementsNotKnown",
    "GeneratorIterator",
    "IndexedIterator",
    "IteratorValue",
    "StreamIterator",
    "Visitor",
    "iterator_of",
    "made_lazily",
    "next_of",
    "run_until",
]
