"""Keras's global state: clean for every question, restored behind it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import keras
from keras.src.backend.common import global_state

from .problems import Refused
from .symbolic import without_allocation


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
        with without_allocation():
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
