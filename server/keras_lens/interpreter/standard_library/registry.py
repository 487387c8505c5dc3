"""Where functions of the standard library are registered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import ModuleType
from typing import TypeAlias, TypeVar

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.plain import on_literals
from keras_lens.interpreter.readings import for_each_reading
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.values import Value

Implementation: TypeAlias = "Callable[[Arguments, Site, Machine], Value]"
AnyImplementation = TypeVar("AnyImplementation", bound=Implementation)

FUNCTIONS: dict[str, Implementation] = {}


def function(*paths: str) -> Callable[[AnyImplementation], AnyImplementation]:
    """Registers a function under its dotted paths."""

    def register(implementation: AnyImplementation) -> AnyImplementation:
        FUNCTIONS.update(dict.fromkeys(paths, implementation))
        return implementation

    return register


def literal_functions(module: ModuleType, names: Iterable[str], path: str = "") -> None:
    """Registers functions of a module that Python itself works out on literals."""
    for name in names:
        python: Callable[..., object] = getattr(module, name)
        full = f"{path or module.__name__}.{name}"

        def call(
            arguments: Arguments,
            site: Site,
            machine: Machine,
            full: str = full,
            python: Callable[..., object] = python,
        ) -> Value:
            taken = arguments.map(lambda value: value.taken(machine))
            return for_each_reading(
                taken, lambda option: on_literals(full, python, option, machine), machine
            )

        FUNCTIONS[full] = call


def call_standard_library(
    path: str, arguments: Arguments, site: Site, machine: Machine
) -> Value | None:
    """What a call of the function at `path` gives, None where it is not modelled."""
    implementation = FUNCTIONS.get(path)
    return None if implementation is None else implementation(arguments, site, machine)
