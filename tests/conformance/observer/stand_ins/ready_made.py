"""Ready-made models are made without weights, which are on the network."""

from __future__ import annotations

import contextlib
import functools
import inspect
from collections.abc import Iterator
from typing import Any

import keras

from .replacing import replaced


@contextlib.contextmanager
def without_weights() -> Iterator[None]:
    """While it lasts, the functions of `keras.applications` take any weights for none."""
    with contextlib.ExitStack() as patches:
        for name, make in list(vars(keras.applications).items()):
            if name[:1].isupper() and callable(make):
                patched = functools.partial(_call_without_weights, make)
                patches.enter_context(replaced(make, patched))
        yield


def _call_without_weights(make: Any, *args: Any, **kwargs: Any) -> Any:
    bound = inspect.signature(make).bind(*args, **kwargs)
    return make(**{**bound.arguments, "weights": None})
