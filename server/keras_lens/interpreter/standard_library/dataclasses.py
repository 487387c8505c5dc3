"""`dataclasses`: the methods that `@dataclass` writes are put into the class, as Python does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass as python_dataclass
from typing import TypeAlias

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.builtins import first
from keras_lens.interpreter.callables import Implementation, Native
from keras_lens.interpreter.classes import ClassValue
from keras_lens.interpreter.containers import DictValue, ListValue, TupleValue
from keras_lens.interpreter.descriptors import OwnMethod
from keras_lens.interpreter.exceptions import fail
from keras_lens.interpreter.functions import FunctionValue
from keras_lens.interpreter.instances import NOT_IMPLEMENTED, InstanceValue, set_plainly
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.plain import text_of
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.standard_library.registry import function
from keras_lens.interpreter.values import NONE, Constant, Unknown, Value, is_none

Options: TypeAlias = "dict[str, bool]"
Combination: TypeAlias = "Callable[[Sequence[Value], Sequence[Value]], Value]"

_DEFAULT_OPTIONS: Options = {
    "eq": True, "frozen": False, "init": True, "kw_only": False, "order": False, "repr": True,
    "slots": False, "unsafe_hash": False, "match_args": True, "weakref_slot": False,
}  # fmt: skip


@python_dataclass(frozen=True)
class Field:
    """A field of a data class."""

    name: str
    default: Value | None = None
    factory: Value | None = None
    given: bool = True
    keyword_only: bool = False
    compared: bool = True
    shown: bool = True


class FieldValue(Value):
    """What `dataclasses.field(...)` gives."""

    def __init__(self, settings: dict[str, Value]) -> None:
        self.settings = settings

    def field(self, name: str, keyword_only: bool, machine: Machine) -> Field:
        """The field that it makes of a name."""

        def flag(key: str, default: bool) -> bool:
            value = self.settings.get(key)
            return (
                default if value is None or is_none(value) else (value.truth(machine) is not False)
            )

        return Field(
            name,
            self.settings.get("default"),
            self.settings.get("default_factory"),
            flag("init", True),
            flag("kw_only", keyword_only),
            flag("compare", True),
            flag("repr", True),
        )


@function("dataclasses.field")
def field(arguments: Arguments, site: Site, machine: Machine) -> Value:
    return FieldValue(arguments.keywords)


@function("dataclasses.dataclass")
def dataclass(arguments: Arguments, site: Site, machine: Machine) -> Value:
    """With arguments or without."""
    options = dict(_DEFAULT_OPTIONS)
    for name, value in arguments.keywords.items():
        truth = value.truth(machine)
        if truth is None or name not in options:
            return Unknown("what the data class is like is not known")
        options[name] = truth
    if arguments.positional and not is_none(arguments.positional[0]):
        return _make_dataclass(arguments.positional[0], options, machine)
    return Native("dataclass", lambda given, *_: _make_dataclass(first(given), options, machine))


def _make_dataclass(cls: Value, options: Options, machine: Machine) -> Value:
    if not isinstance(cls, ClassValue):
        return cls
    own = _own_fields(cls, options["kw_only"], machine)
    inherited = [one for base in reversed(cls.lineage()[1:]) for one in base.data_fields]
    cls.data_fields = tuple({one.name: one for one in [*inherited, *own]}.values())
    cls.is_dataclass = True
    methods: dict[str, Implementation] = {}
    if options["init"]:
        methods["__init__"] = _initializer(cls)
    if options["eq"]:
        methods["__eq__"] = _comparison("==", cls)
    if options["order"]:
        for name, sign in {"__lt__": "<", "__le__": "<=", "__gt__": ">", "__ge__": ">="}.items():
            methods[name] = _comparison(sign, cls)
    if options["repr"]:
        methods["__repr__"] = _representation(cls)
    for name, method in methods.items():
        if name not in cls.namespace.state:
            cls.set_attribute(name, OwnMethod(name, method), machine)
    if options["frozen"]:
        cls.set_attribute("__setattr__", OwnMethod("__setattr__", _refuse), machine)
    positional = [Constant(one.name) for one in cls.data_fields if not one.keyword_only]
    cls.set_attribute("__match_args__", TupleValue(positional), machine)
    return cls


def _own_fields(cls: ClassValue, keyword_only: bool, machine: Machine) -> list[Field]:
    """The fields of its own body; their defaults become attributes of the class."""
    fields: list[Field] = []
    for name in cls.fields:
        if name == "_":
            keyword_only = True
            continue
        default = cls.namespace.state.get(name)
        if isinstance(default, FieldValue):
            made = default.field(name, keyword_only, machine)
            machine.write(cls.namespace, name, made.default)
        else:
            made = Field(name, default, keyword_only=keyword_only)
        fields.append(made)
    return fields


def _initializer(cls: ClassValue) -> Implementation:
    def initialize(arguments: Arguments, site: Site, machine: Machine) -> Value:
        instance, *given = arguments.positional
        positional = [one for one in cls.data_fields if one.given and not one.keyword_only]
        values = dict(zip((one.name for one in positional), given, strict=False))
        named = {one.name for one in cls.data_fields if one.given}
        wrong = len(given) > len(positional) or not set(arguments.keywords) <= named - set(values)
        if wrong and not arguments.open:
            return fail("TypeError", f"{cls.describe()} gets other arguments", machine)
        values.update(arguments.keywords)
        for one in cls.data_fields:
            value = values.get(one.name) or _default(one, arguments.open, site, machine)
            if value is None and one.given:
                return fail("TypeError", f"'{one.name}' is not given", machine)
            if value is not None:
                _set(instance, one.name, value, cls, machine)
        finish = None
        if isinstance(instance, InstanceValue):
            finish = instance.cls.method("__post_init__")
        if finish is not None:
            machine.call(finish, Arguments((instance,)), site)
        return NONE

    return initialize


def _set(instance: Value, name: str, value: Value, cls: ClassValue, machine: Machine) -> None:
    frozen = isinstance(cls.find("__setattr__"), OwnMethod)
    if frozen:
        set_plainly(Arguments((instance, Constant(name), value)), machine)
    else:
        instance.set_attribute(name, value, machine)


def _default(one: Field, is_open: bool, site: Site, machine: Machine) -> Value | None:
    if is_open and one.given:
        return Unknown("a starred argument is not known")
    if one.factory is not None:
        return machine.call(one.factory, Arguments(), site)
    return one.default


def _refuse(arguments: Arguments, site: Site, machine: Machine) -> Value:
    return fail("AttributeError", "a frozen data class cannot be changed", machine)


def _comparison(sign: str, cls: ClassValue) -> Implementation:
    def compare(arguments: Arguments, site: Site, machine: Machine) -> Value:
        instance, other = arguments.positional
        if not isinstance(other, InstanceValue) or not isinstance(instance, InstanceValue):
            return NOT_IMPLEMENTED if sign != "==" else Constant(False)
        if other.cls is not instance.cls:
            return NOT_IMPLEMENTED if sign != "==" else Constant(False)
        names = [one.name for one in cls.data_fields if one.compared]
        mine, theirs = (
            TupleValue([owner.attribute(name, machine) for name in names])
            for owner in (instance, other)
        )
        return machine.operate(sign, mine, theirs)

    return compare


def _representation(cls: ClassValue) -> Implementation:
    def represent(arguments: Arguments, site: Site, machine: Machine) -> Value:
        instance = first(arguments)
        parts: list[str] = []
        for one in cls.data_fields:
            if not one.shown:
                continue
            text = text_of(instance.attribute(one.name, machine), machine, "r")
            if text is None:
                return Unknown("the text of an object is not known")
            parts.append(f"{one.name}={text}")
        name = instance.cls.name if isinstance(instance, InstanceValue) else cls.name
        return Constant(f"{name}({', '.join(parts)})")

    return represent


def _fields_of(value: Value) -> tuple[Field, ...] | None:
    cls = value.cls if isinstance(value, InstanceValue) else value
    return cls.data_fields if isinstance(cls, ClassValue) and cls.is_dataclass else None


@function("dataclasses.replace")
def replace(arguments: Arguments, site: Site, machine: Machine) -> Value:
    value = first(arguments)
    fields = _fields_of(value)
    if fields is None or not isinstance(value, InstanceValue) or arguments.open:
        return Unknown("what is replaced is not known")
    named = {
        one.name: value.attribute(one.name, machine)
        for one in fields
        if one.given and one.name not in arguments.keywords
    }
    return machine.call(value.cls, Arguments((), {**named, **arguments.keywords}), site)


@function("dataclasses.asdict")
def asdict(arguments: Arguments, site: Site, machine: Machine) -> Value:
    if arguments.keywords:
        return Unknown("the dictionary of a data class is not known")
    return _inner(
        first(arguments),
        lambda names, parts: DictValue(list(zip(names, parts, strict=True))),
        machine,
    )


@function("dataclasses.astuple")
def astuple(arguments: Arguments, site: Site, machine: Machine) -> Value:
    if arguments.keywords:
        return Unknown("the tuple of a data class is not known")
    return _inner(first(arguments), lambda names, parts: TupleValue(parts), machine)


def _inner(value: Value, combine: Combination, machine: Machine) -> Value:
    """Data classes in a structure, as dictionaries or tuples (`dataclasses._asdict_inner`)."""
    machine.budget.step()
    fields = _fields_of(value) if isinstance(value, InstanceValue) else None
    if fields is not None and isinstance(value, InstanceValue):
        parts = [_inner(value.attribute(one.name, machine), combine, machine) for one in fields]
        return combine([Constant(one.name) for one in fields], parts)
    if type(value) in (ListValue, TupleValue):
        elements = value.elements(machine)
        if elements is None:
            return Unknown("what is in a data class is not known")
        inner = [_inner(one, combine, machine) for one in elements]
        return ListValue(inner) if isinstance(value, ListValue) else TupleValue(inner)
    if isinstance(value, DictValue) and type(value) is DictValue:
        pairs = value.pairs()
        if pairs is None:
            return Unknown("what is in a data class is not known")
        return DictValue([(key, _inner(one, combine, machine)) for key, one in pairs])
    is_shared = isinstance(value, Constant | FunctionValue | ClassValue | Native)
    return value if is_shared else Unknown("a copy of what is in a data class is not known")


@function("dataclasses.is_dataclass")
def is_dataclass(arguments: Arguments, site: Site, machine: Machine) -> Value:
    return Constant(_fields_of(first(arguments)) is not None)


@function("dataclasses.fields")
def fields(arguments: Arguments, site: Site, machine: Machine) -> Value:
    found = _fields_of(first(arguments))
    if found is None:
        return Unknown("which fields there are is not known")
    return TupleValue([FieldDescription(one.name) for one in found])


class FieldDescription(Value):
    """A field, as `dataclasses.fields` gives it."""

    def __init__(self, name: str) -> None:
        self.name = name

    def attribute(self, name: str, machine: Machine) -> Value:
        return Constant(self.name) if name == "name" else super().attribute(name, machine)
