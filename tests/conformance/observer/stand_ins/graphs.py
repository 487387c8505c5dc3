"""Functions of the script run as they are written.

AutoGraph makes another function of them, in a file of its own: calls in it are no longer at their
places. Without it, a function decorated with `tf.function` runs directly, with the same shapes, and
one that is given to a data set is traced as it is.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterator
from typing import Any
from unittest import mock

import tensorflow as tf
from tensorflow.python.autograph.impl import api

from .replacing import called_by_library

_function, _convert = tf.function, api.tf_convert


@contextlib.contextmanager
def without_conversion() -> Iterator[None]:
    """While it lasts, AutoGraph converts only what does not work as it is."""
    with (
        mock.patch.object(tf, "function", _direct_function),
        mock.patch.object(api, "tf_convert", _convert_if_need_be),
    ):
        yield


def _direct_function(func: Any = None, input_signature: Any = None, **options: Any) -> Any:
    if input_signature is not None or called_by_library():
        # Its shapes are not those of the arguments.
        return _function(func, input_signature=input_signature, **options)
    return func if func is not None else lambda decorated: decorated


def _convert_if_need_be(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    @functools.wraps(function)
    def attempt(*inputs: Any, **named: Any) -> Any:
        try:
            return function(*inputs, **named)
        except tf.errors.OperatorNotAllowedInGraphError:
            return _convert(function, *args, **kwargs)(*inputs, **named)

    return attempt
