"""Callables that are not the program's own functions."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, TypeAlias

from keras_lens.interpreter.values import Constant, Identity, Unknown, Value

if TYPE_CHECKING:
    from keras_lens.interpreter.arguments import Arguments
    from keras_lens.interpreter.machine import Machine
    from keras_lens.interpreter.sites import Site

Implementation: TypeAlias = "Callable[[Arguments, Site, Machine], Value]"


class Native(Value):
    """A function or method that is modelled in Python."""

    __slots__ = ("_implementation", "name")

    is_method = True
    type_name = "builtin_function_or_method"

    def __init__(self, name: str, implementation: Implementation) -> None:
        self.name = name
        self._implementation = implementation

    def describe(self) -> str:
        return f"'{self.name}'"

    def truth(self, machine: Machine) -> bool | None:
        return True

    def identity(self) -> Hashable | None:
        return Identity(self)

    def attribute(self, name: str, machine: Machine) -> Value:
        if name in ("__name__", "__qualname__"):
            return Constant(self.name.rpartition(".")[2])
        return super().attribute(name, machine)

    def call(self, arguments: Arguments, site: Site, machine: Machine) -> Value:
        result = self._implementation(arguments, site, machine)
        if isinstance(result, Unknown):
            machine.note_uncertain()
        return result


class BuiltinType(Native):
    """One of Python's own types. Its attributes are its methods, as functions of the object.

    own_attributes: those of its attributes that belong to the type itself.
    """

    type_name = "type"

    def __init__(self, name: str, implementation: Implementation) -> None:
        super().__init__(name, implementation)
        self.own_attributes: dict[str, Value] = {}

    def attribute(self, name: str, machine: Machine) -> Value:
        own = self.own_attributes.get(name)
        if own is not None:
            return own
        if name.startswith("__"):
            return super().attribute(name, machine)

        def call(arguments: Arguments, site: Site, machine: Machine) -> Value:
            if not arguments.positional:
                return Unknown(f"'{self.name}.{name}()' is called without an object")
            method = arguments.positional[0].attribute(name, machine)
            return machine.call(method, arguments.without_first(), site)

        return Native(f"{self.name}.{name}", call)

    def item(self, index: Value, machine: Machine) -> Value:
        return self

    def operate(
        self, operator: str, other: Value, reflected: bool, machine: Machine
    ) -> Value | None:
        return machine.union(self, other, reflected) if operator == "|" else None


def is_object(value: Value) -> bool:
    """Whether it is Python's own `object`."""
    return isinstance(value, BuiltinType) and value.name == "object"
