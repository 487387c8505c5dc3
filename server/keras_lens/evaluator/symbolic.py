"""A state of Keras in which layers are made without allocating their weights.

Inside a stateless scope a variable that has an initializer keeps it and stays without a
value; leaving the outermost scope gives all of them one, unless the list of those that
wait is emptied before.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import keras
from keras.src import backend
from keras.src.backend.common import global_state
from keras.src.backend.common.stateless_scope import StatelessScope, get_stateless_scope


class _SymbolicScope(StatelessScope):  # type: ignore[misc]
    """The scope of a question, as against those that Keras opens inside of it."""


@contextmanager
def without_allocation() -> Iterator[None]:
    """Variables that are made inside have a shape and no value."""
    with _SymbolicScope():
        try:
            yield
        finally:
            global_state.set_global_attribute("uninitialized_variables", [])


def allow_given_values() -> None:
    """Lets a variable be made from a value in a question's scope (the state of a stateful
    recurrent layer): Keras itself allows initializers only."""
    variable_class = backend.Variable
    original = variable_class.__init__

    @functools.wraps(original)
    def make(
        self: Any, initializer: Any, shape: Any = None, dtype: Any = None, *args: Any, **kwargs: Any
    ) -> None:
        given = not callable(initializer) and not isinstance(initializer, str)
        if given and isinstance(get_stateless_scope(), _SymbolicScope):
            value = keras.ops.convert_to_tensor(initializer, dtype=dtype)
            initializer = lambda *_, **__: value  # noqa: E731
            shape, dtype = value.shape, dtype or keras.backend.standardize_dtype(value.dtype)
        original(self, initializer, shape, dtype, *args, **kwargs)

    variable_class.__init__ = make
