"""`enum`: the members of an enumeration are made when its class is."""

from __future__ import annotations

from collections.abc import Hashable

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.builtins import first
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.classes import ClassValue
from keras_lens.interpreter.descriptors import ClassMethod, PropertyValue, StaticMethod, bound
from keras_lens.interpreter.exceptions import fail
from keras_lens.interpreter.functions import FunctionValue
from keras_lens.interpreter.instances import InstanceValue
from keras_lens.interpreter.library import LibraryReference
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.standard_library.registry import function
from keras_lens.interpreter.subclassing import derived_from
from keras_lens.interpreter.values import Constant, Identity, Unknown, Value

_METHODS = (FunctionValue, StaticMethod, ClassMethod, PropertyValue, Native, ClassValue)


class AutoValue(Value):
    """`enum.auto()`: the next number, when the class is made."""


@function("enum.auto")
def auto(arguments: Arguments, site: Site, machine: Machine) -> Value:
    return AutoValue()


@function("enum.unique")
def unique(arguments: Arguments, site: Site, machine: Machine) -> Value:
    return first(arguments)


class MemberValue(InstanceValue):
    """A member of an enumeration."""

    def equivalent(self, other: Value) -> bool:
        return self is other

    def identity(self) -> Hashable | None:
        return Identity(self)

    def truth(self, machine: Machine) -> bool | None:
        result = self.special("__bool__", (), machine)
        return True if result is None else result.truth(machine)

    def text(self, machine: Machine) -> str | None:
        if self.cls.method("__str__") is not None:
            return super().text(machine)
        name = self.state.get("name")
        return f"{self.cls.name}.{name.text(machine)}" if name is not None else None


class LiteralMember(Constant):
    """A member of an enumeration of numbers or strings: it is one itself."""

    def __init__(self, literal: int | str, cls: ClassValue, name: str) -> None:
        super().__init__(literal)
        self.own_class = cls
        self.name = name

    def attribute(self, name: str, machine: Machine) -> Value:
        match name:
            case "name" | "_name_":
                return Constant(self.name)
            case "value" | "_value_":
                return Constant(self.literal)
        found = None if self.own_class is None else self.own_class.find(name)
        if found is not None and self.own_class is not None:
            return bound(found, self, self.own_class, machine)
        return super().attribute(name, machine)

    def equivalent(self, other: Value) -> bool:
        return self is other

    def text(self, machine: Machine) -> str | None:
        return None


@derived_from("enum.Enum", "enum.IntEnum", "enum.StrEnum")
def enumeration(cls: ClassValue, machine: Machine) -> None:
    """Makes the members of a new enumeration."""
    kind = _literal_kind(cls)
    if any(cls.find(name) is not None for name in _MAKES_ITS_OWN):
        _forget(cls, machine)
        return
    members: list[Value] = []
    last = 0
    for name, value in _assigned(cls):
        if isinstance(value, AutoValue):
            value = Constant(name.lower() if kind is str else last + 1)
        if isinstance(value, Constant) and isinstance(value.literal, int):
            last = max(last, value.literal)
        alias = next((one for one in members if _value_of(one, machine).equivalent(value)), None)
        member = alias or _member(cls, kind, name, value, machine)
        cls.set_attribute(name, member, machine)
        if alias is None:
            members.append(member)
    if members:
        cls.members = tuple(members)
        cls.maker = _find_member
    elif cls.members is None:
        cls.maker = None


_MAKES_ITS_OWN = ("_missing_", "__new__", "_generate_next_value_", "_ignore_")


def _assigned(cls: ClassValue) -> list[tuple[str, Value]]:
    """The names in the body of the class that become members."""
    return [
        (name, value)
        for name, value in cls.namespace.state.items()
        if not isinstance(value, _METHODS) and not name.startswith("_")
    ]


def _forget(cls: ClassValue, machine: Machine) -> None:
    unknown = Unknown("what the enumeration makes of its members is not known")
    for name, _ in _assigned(cls):
        cls.set_attribute(name, unknown, machine)
    cls.transformed = True
    cls.maker = lambda *_: unknown


def _literal_kind(cls: ClassValue) -> type | None:
    """The type that the members have at the same time."""
    for one in cls.lineage():
        for base in one.bases:
            if isinstance(base, LibraryReference) and base.path == "enum.IntEnum":
                return int
            if isinstance(base, LibraryReference) and base.path == "enum.StrEnum":
                return str
            name = getattr(base, "name", None)
            if name in ("int", "str"):
                return int if name == "int" else str
    return None


def _member(cls: ClassValue, kind: type | None, name: str, value: Value, machine: Machine) -> Value:
    if kind is not None:
        literal = value.literal if isinstance(value, Constant) else None
        if isinstance(literal, int | str) and isinstance(literal, kind):
            return LiteralMember(literal, cls, name)
        return Unknown("the value of a member is not known")
    member = MemberValue(cls)
    for key in ("name", "_name_"):
        machine.write(member, key, Constant(name))
    for key in ("value", "_value_"):
        machine.write(member, key, value)
    constructor = cls.method("__init__")
    if constructor is not None:
        given = value.elements(machine) if value.type_name == "tuple" else (value,)
        machine.call(constructor, Arguments((member, *(given or ()))), machine.no_site())
    return member


def _value_of(member: Value, machine: Machine) -> Value:
    return member.attribute("value", machine)


def _find_member(cls: ClassValue, arguments: Arguments, site: Site, machine: Machine) -> Value:
    """`Color(value)`: the member that has the value."""
    wanted = first(arguments)
    for member in cls.members or ():
        if wanted is member:
            return member
        same = machine.operate("==", _value_of(member, machine), wanted).truth(machine)
        if same is None:
            return Unknown("which member it is is not known")
        if same:
            return member
    return fail("ValueError", f"{cls.describe()} has no such member", machine)
