"""Keras's counters of automatic names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from keras.src.backend.common import global_state

_COUNTERS = "object_name_uids"


def names_taken() -> Counter[str]:
    """How many names of each kind were given so far."""
    counters = global_state.get_global_attribute(_COUNTERS)
    return Counter(dict(counters)) if counters else Counter()


def names_since(before: Counter[str]) -> dict[str, int]:
    """The names given after `before` was counted."""
    return dict(sorted((names_taken() - before).items()))


@contextmanager
def names_given_back() -> Iterator[None]:
    """What is made inside takes no names from the counters."""
    before = dict(names_taken())
    try:
        yield
    finally:
        counters = global_state.get_global_attribute(_COUNTERS)
        if counters is not None:
            counters.clear()
            counters.update(before)
