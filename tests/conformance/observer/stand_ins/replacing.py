"""Puts one function in the place of another, under every name that it has."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from typing import Any
from unittest import mock

import keras._tf_keras.keras  # what `tf.keras` is: it has names of its own

_LIBRARIES = ("/keras/", "/tensorflow/")


def called_by_library() -> bool:
    """Whether Keras or TensorFlow calls the function that asks, and not the script."""
    caller = sys._getframe(2).f_code.co_filename
    return any(library in caller for library in _LIBRARIES)


@contextlib.contextmanager
def replaced(original: Any, replacement: Callable[..., Any]) -> Iterator[None]:
    """While it lasts, `replacement` stands wherever a module of Keras names `original`."""
    with contextlib.ExitStack() as patches:
        for module in list(sys.modules.values()):
            if not getattr(module, "__name__", "").startswith("keras"):
                continue
            for name, value in list(vars(module).items()):
                if value is original:
                    patches.enter_context(mock.patch.object(module, name, replacement))
        yield


__all__ = ["called_by_library", "keras", "replaced"]
