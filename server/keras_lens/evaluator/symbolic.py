"""A state of Keras in which layers are made without allocating their weights.

Inside a stateless scope a variable that has an initializer keeps it and stays without a
value; leaving the outermost scope gives all of them one, unless the list of those that
wait is emptied before.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import keras
from keras.src.backend.common import global_state
from keras.src.backend.common.stateless_scope import StatelessScope

from .problems import Refused

_NAME_COUNTERS = "object_name_uids"


@contextmanager
def clean_keras(settings: dict[str, Any]) -> Iterator[None]:
    """Keras as at the start of a program with these global settings, without allocation.

    Raises Refused for a setting that Keras does not know.
    """
    floatx = keras.config.floatx()
    image_data_format = keras.config.image_data_format()
    _forget_session()
    try:
        _set_globals(settings)
        with _without_allocation():
            yield
    finally:
        keras.config.set_floatx(floatx)
        keras.config.set_image_data_format(image_data_format)
        _forget_session()


def _set_globals(settings: dict[str, Any]) -> None:
    setters = {
        "floatx": keras.config.set_floatx,
        "image_data_format": keras.config.set_image_data_format,
        "dtype_policy": keras.config.set_dtype_policy,
    }
    try:
        for name, setter in setters.items():
            if settings.get(name) is not None:
                setter(settings[name])
    except Exception as cause:
        raise Refused(cause, "construct") from cause


def _forget_session() -> None:
    """Name counters, global dtype policy, global seed: all hang on one object."""
    global_state.GLOBAL_STATE_TRACKER = threading.local()


@contextmanager
def _without_allocation() -> Iterator[None]:
    with StatelessScope():
        try:
            yield
        finally:
            global_state.set_global_attribute("uninitialized_variables", [])


def names_taken() -> Counter[str]:
    """How many names of each kind Keras's counters have given so far."""
    counters = global_state.get_global_attribute(_NAME_COUNTERS)
    return Counter(dict(counters)) if counters else Counter()


def names_since(before: Counter[str]) -> dict[str, int]:
    """The names taken after `before` was counted."""
    return dict(sorted((names_taken() - before).items()))


@contextmanager
def names_given_back() -> Iterator[None]:
    """What is made inside takes no names from the counters."""
    before = dict(names_taken())
    try:
        yield
    finally:
        counters = global_state.get_global_attribute(_NAME_COUNTERS)
        if counters is not None:
            counters.clear()
            counters.update(before)
