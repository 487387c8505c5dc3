"""What a class's attribute becomes when it is read from an object: methods, properties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.functions import BoundMethod, FunctionValue
from keras_lens.interpreter.values import Unknown, Value

if TYPE_CHECKING:
    from keras_lens.interpreter.machine import Machine
    from keras_lens.interpreter.state import StateOwner


class PropertyValue(Value):
    """`property`: a method that is called when the attribute is read.

    cached: whether it is read once only (`functools.cached_property`).
    """

    __slots__ = ("cached", "getter", "setter")

    def __init__(self, getter: Value, setter: Value | None = None, cached: bool = False) -> None:
        self.getter = getter
        self.setter = setter
        self.cached = cached

    def describe(self) -> str:
        return "a property"

    def attribute(self, name: str, machine: Machine) -> Value:
        match name:
            case "setter":
                return Native(name, lambda given, *_: self._with_setter(given))
            case "getter" | "deleter":
                return Native(name, lambda *_: self)
        return super().attribute(name, machine)

    def _with_setter(self, given: Arguments) -> Value:
        setter = given.positional[0] if given.positional else Unknown("a setter is missing")
        return PropertyValue(self.getter, setter, self.cached)

    def read(self, owner: Value, machine: Machine) -> Value:
        """What the property gives for an object."""
        return machine.call(self.getter, Arguments((owner,)), machine.no_site())


class StaticMethod(Value):
    """`staticmethod`."""

    __slots__ = ("function",)

    def __init__(self, function: Value) -> None:
        self.function = function

    def call(self, arguments: Arguments, site, machine: Machine) -> Value:  # type: ignore[no-untyped-def]
        return machine.call(self.function, arguments, site)


class ClassMethod(Value):
    """`classmethod`."""

    __slots__ = ("function",)

    def __init__(self, function: Value) -> None:
        self.function = function


class OwnMethod(Native):
    """A method that is modelled, as an attribute of a class: its first argument is the object."""

    __slots__ = ()


def bound(found: Value, receiver: Value, cls: Value, machine: Machine) -> Value:
    """The attribute `found` of the class `cls`, read from an object."""
    match found:
        case PropertyValue():
            return found.read(receiver, machine)
        case StaticMethod():
            return found.function
        case ClassMethod():
            return BoundMethod(found.function, cls)
        case FunctionValue() | OwnMethod():
            return BoundMethod(found, receiver)
    return found.bound_to(receiver, machine)


def bound_to_class(found: Value, cls: Value, machine: Machine) -> Value:
    """The attribute `found`, read from the class itself."""
    match found:
        case StaticMethod():
            return found.function
        case ClassMethod():
            return BoundMethod(found.function, cls)
    return found


def cache(owner: StateOwner, name: str, value: Value, machine: Machine) -> Value:
    """Keeps what a cached property gave."""
    machine.write(owner, name, value)
    return value
