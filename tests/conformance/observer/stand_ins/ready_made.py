"""Ready-made models are made without weights, which are on the network."""

from __future__ import annotations

import contextlib
import functools
import inspect
from typing import Any

import keras

from .replacing import all_replaced


def without_weights() -> contextlib.AbstractContextManager[None]:
    """While it lasts, the functions of `keras.applications` take any weights for none."""
    return all_replaced(
        [
            (make, functools.partial(_call_without_weights, make))
            for name, make in vars(keras.applications).items()
            if name[:1].isupper() and callable(make)
        ]
    )


def _call_without_weights(make: Any, *args: Any, **kwargs: Any) -> Any:
    bound = inspect.signature(make).bind(*args, **kwargs)
    return make(**{**bound.arguments, "weights": None})
