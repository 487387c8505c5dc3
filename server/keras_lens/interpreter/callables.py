"""Callables that are not the program's own functions."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from keras_lens.interpreter.values import Value

if TYPE_CHECKING:
    from keras_lens.interpreter.arguments import Arguments
    from keras_lens.interpreter.machine import Machine
    from keras_lens.interpreter.sites import Site

Implementation: TypeAlias = "Callable[[Arguments, Site, Machine], Value]"


class Native(Value):
    """A function or method that is modelled in Python."""

    __slots__ = ("_implementation", "name")

    def __init__(self, name: str, implementation: Implementation) -> None:
        self.name = name
        self._implementation = implementation

    def describe(self) -> str:
        return f"'{self.name}'"

    def truth(self, machine: Machine) -> bool | None:
        return True

    def call(self, arguments: Arguments, site: Site, machine: Machine) -> Value:
        return self._implementation(arguments, site, machine)
