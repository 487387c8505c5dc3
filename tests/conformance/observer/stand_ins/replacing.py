"""Puts one function in the place of another, under every name that it has."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from unittest import mock

import keras._tf_keras.keras  # what `tf.keras` is: it has names of its own

_LIBRARIES = ("/keras/", "/tensorflow/")


def called_by_library() -> bool:
    """Whether Keras or TensorFlow calls the function that asks, and not the script."""
    caller = sys._getframe(2).f_code.co_filename
    return any(library in caller for library in _LIBRARIES)


def replaced(
    original: Any, replacement: Callable[..., Any]
) -> contextlib.AbstractContextManager[None]:
    """While it lasts, `replacement` stands wherever a module of Keras names `original`."""
    return all_replaced([(original, replacement)])


@contextlib.contextmanager
def all_replaced(pairs: Iterable[tuple[Any, Callable[..., Any]]]) -> Iterator[None]:
    """The same for many, each an original and its replacement: Keras has a thousand modules, which
    are looked through once."""
    replacements = {id(original): replacement for original, replacement in pairs}
    modules = [module for name, module in sys.modules.items() if name.startswith("keras")]
    with contextlib.ExitStack() as patches:
        for module in modules:
            for name, value in list(vars(module).items()):
                if id(value) in replacements:
                    patch = mock.patch.object(module, name, replacements[id(value)])
                    patches.enter_context(patch)
        yield


__all__ = ["all_replaced", "called_by_library", "keras", "replaced"]
