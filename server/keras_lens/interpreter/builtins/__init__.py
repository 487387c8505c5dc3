"""Python's built-in functions and types, as far as they are modelled: one module a subject.

To add one: a function of the arguments, the site and the machine, registered with `builtin` (or
`builtin_type`) from `registry`.
"""

from keras_lens.interpreter.builtins import (  # noqa: F401  (they register what there is)
    collecting,
    environment,
    iterating,
    numbers,
    objects,
    text,
)
from keras_lens.interpreter.builtins.registry import BUILTINS, first

__all__ = ["BUILTINS", "first"]
