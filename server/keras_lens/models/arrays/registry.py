"""Where functions and methods of arrays are registered.

To model another one: write a function of the array and the arguments in the module of its
subject, and register it, for the function (`function("numpy.name")`), the method
(`method("name")`), or both.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias, TypeVar

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.values import Value
from keras_lens.models.arrays.arguments import NO_ARRAY, as_array, first_array
from keras_lens.models.arrays.array import METHODS, Method

Function: TypeAlias = "Callable[[Arguments, Machine], Value]"
FUNCTIONS: dict[str, Function] = {}
AnyFunction = TypeVar("AnyFunction", bound=Function)
AnyMethod = TypeVar("AnyMethod", bound=Method)


def function(*paths: str) -> Callable[[AnyFunction], AnyFunction]:
    """Registers a function under its dotted paths."""

    def register(implementation: AnyFunction) -> AnyFunction:
        FUNCTIONS.update(dict.fromkeys(paths, implementation))
        return implementation

    return register


def method(*names: str, numpy: bool = True) -> Callable[[AnyMethod], AnyMethod]:
    """Registers a method of arrays, and as a function of NumPy that takes the array first."""

    def register(implementation: AnyMethod) -> AnyMethod:
        METHODS.update(dict.fromkeys(names, implementation))
        if numpy:
            of_array(*names)(implementation)
        return implementation

    return register


def of_array(*names: str) -> Callable[[AnyMethod], AnyMethod]:
    """Registers a function of NumPy that takes an array first and is no method."""

    def register(implementation: AnyMethod) -> AnyMethod:
        def as_function(arguments: Arguments, machine: Machine) -> Value:
            array = as_array(first_array(arguments), machine)
            if array is None:
                return NO_ARRAY
            keywords = dict(arguments.keywords)
            if not arguments.positional:
                keywords.pop(next(iter(keywords)))
            rest = Arguments(arguments.positional[1:], keywords, arguments.open)
            return implementation(array, rest, machine)

        FUNCTIONS.update({f"numpy.{name}": as_function for name in names})
        return implementation

    return register
