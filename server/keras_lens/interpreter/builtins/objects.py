"""Objects: their types and attributes, and what makes methods of functions."""

from __future__ import annotations

from collections.abc import Callable

from keras_lens.interpreter.alternatives import join, possibilities
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.branches import surely_raises
from keras_lens.interpreter.builtins.registry import BUILTINS, builtin, builtin_type, first
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.classes import new_object
from keras_lens.interpreter.descriptors import ClassMethod, PropertyValue, StaticMethod
from keras_lens.interpreter.inheritance import super_of
from keras_lens.interpreter.instances import NOT_IMPLEMENTED, InstanceValue, set_plainly
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.types import TYPES, is_callable, is_instance, is_subclass, type_of
from keras_lens.interpreter.values import NONE, Constant, Unknown, Value


def _attribute_name(arguments: Arguments) -> str | None:
    name = arguments.positional[1] if len(arguments.positional) > 1 else NONE
    known = isinstance(name, Constant) and isinstance(name.literal, str)
    return str(name.literal) if known and isinstance(name, Constant) else None


def _may_lack(owner: Value, name: str) -> bool:
    """Whether it depends on an unknown condition that an object has an attribute."""
    return any(
        isinstance(one, InstanceValue) and name in one.uncertain_names
        for one in possibilities(owner)
    )


@builtin("getattr", joined=True)
def _getattr(arguments: Arguments, site: Site, machine: Machine) -> Value:
    name = _attribute_name(arguments)
    if name is None:
        return Unknown("the attribute's name is not known")
    owner = first(arguments)
    if len(arguments.positional) < 3:
        return owner.attribute(name, machine)
    default = arguments.positional[2]

    def one(owner: Value) -> Value:
        found = surely_raises("AttributeError", lambda: owner.attribute(name, machine), machine)
        if found is not None and _may_lack(owner, name):
            return join([found, default])
        return default if found is None else found

    return machine.each_way(owner, one)


@builtin("hasattr")
def _hasattr(arguments: Arguments, site: Site, machine: Machine) -> Value:
    name = _attribute_name(arguments)
    owner = first(arguments)
    if name is None:
        return Unknown("the attribute's name is not known")
    found = surely_raises("AttributeError", lambda: owner.attribute(name, machine), machine)
    if found is None:
        return Constant(False)
    if isinstance(found, Unknown) or _may_lack(owner, name):
        return Unknown(f"whether it has '{name}' is not known")
    return Constant(True)


@builtin("setattr", joined=True)
def _setattr(arguments: Arguments, site: Site, machine: Machine) -> Value:
    if len(arguments.positional) != 3:
        return Unknown("'setattr()' fails here")
    owner, _, value = arguments.positional
    name = _attribute_name(arguments)
    if name is None:
        owner.escape("an attribute that is not known was set", machine)
    else:
        owner.set_attribute(name, value, machine)
    return NONE


@builtin("delattr", joined=True)
def _delattr(arguments: Arguments, site: Site, machine: Machine) -> Value:
    name = _attribute_name(arguments)
    if name is None:
        first(arguments).escape("an attribute that is not known was deleted", machine)
    else:
        first(arguments).delete_attribute(name, machine)
    return NONE


@builtin("vars")
def _vars(arguments: Arguments, site: Site, machine: Machine) -> Value:
    owner = first(arguments)
    return owner.attribute("__dict__", machine)


def _asks_of_types(name: str, question: Callable[[Value, Value, Machine], bool | None]) -> None:
    @builtin(name)
    def call(arguments: Arguments, site: Site, machine: Machine) -> Value:
        if len(arguments.positional) != 2:
            return Unknown(f"'{name}()' fails here")
        verdict = question(*arguments.positional, machine)
        unknown = Unknown("what it is an instance of is not known")
        return unknown if verdict is None else Constant(verdict)


_asks_of_types("isinstance", is_instance)
_asks_of_types("issubclass", lambda cls, kind, machine: is_subclass(cls, kind))


@builtin("callable")
def _callable(arguments: Arguments, site: Site, machine: Machine) -> Value:
    verdict = is_callable(first(arguments))
    return (
        Unknown("whether it can be called is not known") if verdict is None else (Constant(verdict))
    )


@builtin_type("type")
def _type(arguments: Arguments, site: Site, machine: Machine) -> Value:
    """The class of an object, or with three arguments a new class that holds them."""
    if len(arguments.positional) == 1:
        return type_of(first(arguments))
    for value in arguments.positional:
        value.escape("a class that is made by 'type()' may change it", machine)
    return Unknown("what 'type()' gives is not known")


@builtin_type("property")
def _property(arguments: Arguments, site: Site, machine: Machine) -> Value:
    return PropertyValue(first(arguments), arguments.get(1, "fset"))


@builtin_type("staticmethod")
def _staticmethod(arguments: Arguments, site: Site, machine: Machine) -> Value:
    return StaticMethod(first(arguments))


@builtin_type("classmethod")
def _classmethod(arguments: Arguments, site: Site, machine: Machine) -> Value:
    return ClassMethod(first(arguments))


@builtin_type("object")
def _object(arguments: Arguments, site: Site, machine: Machine) -> Value:
    return PlainObject()


class PlainObject(Value):
    """`object()`: good for telling whether something was given."""

    is_object_of_library = True

    def truth(self, machine: Machine) -> bool | None:
        return True


@builtin("super")
def _super(arguments: Arguments, site: Site, machine: Machine) -> Value:
    return super_of(arguments.get(0, "type"), arguments.get(1, "object_or_type"))


TYPES["object"].own_attributes.update(
    {
        "__new__": Native("__new__", new_object),
        "__setattr__": Native("__setattr__", lambda given, _, machine: set_plainly(given, machine)),
    }
)
BUILTINS["NotImplemented"] = NOT_IMPLEMENTED
