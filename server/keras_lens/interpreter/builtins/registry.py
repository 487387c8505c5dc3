"""Where built-in functions and types are registered, and what most of them need."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.callables import BuiltinType, Native
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.readings import for_each_reading
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.types import TYPES
from keras_lens.interpreter.values import Unknown, Value

Implementation: TypeAlias = "Callable[[Arguments, Site, Machine], Value]"

BUILTINS: dict[str, Value] = {}


def builtin(
    name: str, takes_all: bool = False, joined: bool = False
) -> Callable[[Implementation], Implementation]:
    """Registers a built-in function.

    takes_all: whether it uses iterators up at once. joined: whether it is not done for each of
    what its arguments can be, but takes what depends on unknown conditions itself.
    """

    def register(implementation: Implementation) -> Implementation:
        BUILTINS[name] = Native(name, _prepared(implementation, takes_all, joined))
        return implementation

    return register


def builtin_type(name: str, takes_all: bool = False) -> Callable[[Implementation], Implementation]:
    """Registers a built-in type, by what calling it gives."""

    def register(implementation: Implementation) -> Implementation:
        TYPES[name] = BuiltinType(name, _prepared(implementation, takes_all, False))
        BUILTINS[name] = TYPES[name]
        return implementation

    return register


def _prepared(implementation: Implementation, takes_all: bool, joined: bool) -> Implementation:
    def call(arguments: Arguments, site: Site, machine: Machine) -> Value:
        if takes_all:
            arguments = arguments.map(lambda value: value.taken(machine))
        if joined:
            return implementation(arguments, site, machine)
        return for_each_reading(
            arguments, lambda option: implementation(option, site, machine), machine
        )

    return call


def first(arguments: Arguments) -> Value:
    """The first argument, unknown where there is none."""
    return arguments.positional[0] if arguments.positional else Unknown("an argument is missing")
