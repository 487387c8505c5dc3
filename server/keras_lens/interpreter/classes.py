"""The program's own classes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.callables import BuiltinType, Implementation, Native, is_object
from keras_lens.interpreter.containers import TupleValue
from keras_lens.interpreter.descriptors import OwnMethod, StaticMethod, bound_to_class
from keras_lens.interpreter.exceptions import ExceptionType, fail
from keras_lens.interpreter.functions import FunctionValue
from keras_lens.interpreter.instances import InstanceValue
from keras_lens.interpreter.library import LibraryReference
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.readings import for_each_reading
from keras_lens.interpreter.resolution_order import resolution_order
from keras_lens.interpreter.scopes import Scope
from keras_lens.interpreter.subclassing import FINISHERS
from keras_lens.interpreter.values import Constant, Identity, Unknown, Value

if TYPE_CHECKING:
    from keras_lens.interpreter.sites import Site
    from keras_lens.interpreter.standard_library.dataclasses import Field

Maker: TypeAlias = "Callable[[ClassValue, Arguments, Site, Machine], Value]"

_PLAIN_BASES = frozenset(
    {"abc.ABC", "collections.abc.Callable", "collections.abc.Iterable", "collections.abc.Sized",
     "typing.Generic", "typing.Protocol", "typing_extensions.Protocol"}
)  # fmt: skip
"""Bases in a library that give a class nothing that it can be told by."""

_CLASS_METHODS_OF_LIBRARIES = frozenset({"from_config"})


class ClassValue(Value):
    """A class of the program. Its namespace is the scope in which its body ran.

    bases: as they are written. fields: the names that are annotated in its body, in order.
    transformed: a metaclass or keyword changes what the class is.
    maker: makes its objects, where that is not the ordinary way.
    data_fields: of a data class, its fields and those that it inherits.
    members: of an enumeration, its members in order.
    """

    is_class = True

    def __init__(
        self,
        name: str,
        bases: tuple[Value, ...],
        namespace: Scope,
        transformed: bool,
        fields: tuple[str, ...] = (),
    ) -> None:
        self.name = name
        self.bases = bases
        self.namespace = namespace
        self.transformed = transformed
        self.fields = fields
        self.maker: Maker | None = None
        self.members: tuple[Value, ...] | None = None
        self.is_dataclass = False
        self.data_fields: tuple[Field, ...] = ()
        self._lineage = resolution_order(
            self, [base.lineage() for base in bases if isinstance(base, ClassValue)]
        )

    def describe(self) -> str:
        return f"the class '{self.name}'"

    def truth(self, machine: Machine) -> bool | None:
        return True if self.members is None else bool(self.members)

    def identity(self) -> Hashable | None:
        return Identity(self)

    def lineage(self) -> Sequence[ClassValue]:
        """The class and those of its bases that the program defines, in the order in which
        Python looks for attributes."""
        return self._lineage

    def library_base(self) -> str | None:
        """The path of the nearest base that a library defines, None where there is none."""
        for cls in self.lineage():
            for base in cls.bases:
                if isinstance(base, LibraryReference) and base.path not in _PLAIN_BASES:
                    return base.path
        return None

    def is_closed(self) -> bool:
        """Whether all of its bases are known, so that what is not found does not exist."""
        return all(
            not cls.transformed and all(map(_is_known_base, cls.bases)) for cls in self.lineage()
        )

    def builtin_bases(self) -> list[BuiltinType]:
        """Python's own types that it derives from."""
        return [
            base
            for cls in self.lineage()
            for base in cls.bases
            if isinstance(base, BuiltinType) and not is_object(base)
        ]

    def find(self, name: str) -> Value | None:
        """The attribute in the class or its bases."""
        for cls in self._lineage:
            found = cls.namespace.state.get(name)
            if found is not None:
                return found
        return None

    def method(self, name: str) -> Value | None:
        """The method `name` where a class of the program defines it."""
        found = self.find(name)
        return found if isinstance(found, FunctionValue | OwnMethod) else None

    def attribute(self, name: str, machine: Machine) -> Value:
        found = self.find(name)
        if found is not None:
            return bound_to_class(found, self, machine)
        if name in _CLASS_METHODS_OF_LIBRARIES and self.library_base():
            return Native(name, self._call_of_library(name))
        match name:
            case "__name__" | "__qualname__":
                return Constant(self.name)
            case "__mro__" if self.is_closed():
                return TupleValue(self.lineage())
            case "__new__":
                return Native(name, lambda given, site, machine: new_object(given, site, machine))
            case "__members__" if self.members is not None:
                return Unknown("the table of an enumeration's members is not followed")
        if self.is_closed() and not name.startswith("__"):
            return fail("AttributeError", f"{self.describe()} has no attribute '{name}'", machine)
        return super().attribute(name, machine)

    def _call_of_library(self, name: str) -> Implementation:
        """Calls a class method that a library's class has, with this class in front."""

        def call(arguments: Arguments, site: Site, machine: Machine) -> Value:
            path = f"{self.library_base()}.{name}"
            result = machine.library.call(path, arguments.prepend(self), site, machine)
            return result or Unknown(f"what '{name}' of {self.describe()} gives is not known")

        return call

    def set_attribute(self, name: str, value: Value, machine: Machine) -> None:
        machine.write(self.namespace, name, value)

    def delete_attribute(self, name: str, machine: Machine) -> None:
        machine.write(self.namespace, name, None)

    def elements(self, machine: Machine) -> Sequence[Value] | None:
        return self.members

    def length(self, machine: Machine) -> Value:
        if self.members is None:
            return super().length(machine)
        return Constant(len(self.members))

    def item(self, index: Value, machine: Machine) -> Value:
        if self.members is not None and isinstance(index, Constant):
            return self.attribute(str(index.literal), machine)
        return super().item(index, machine) if self.is_closed() else self

    def operate(
        self, operator: str, other: Value, reflected: bool, machine: Machine
    ) -> Value | None:
        return machine.union(self, other, reflected) if operator == "|" else None

    def call(self, arguments: Arguments, site: Site, machine: Machine) -> Value:
        maker = next((cls.maker for cls in self._lineage if cls.maker is not None), None)
        if maker is not None:
            return maker(self, arguments, site, machine)
        if isinstance(self.find("__new__"), FunctionValue | StaticMethod):
            return self._made_by_new(arguments, site, machine)
        if self.library_base() is None:
            return self._made(arguments, site, machine)
        # The library's objects are one for each way: what they are made of is theirs.
        return for_each_reading(
            arguments, lambda option: self._made(option, site, machine), machine
        )

    def _made(self, arguments: Arguments, site: Site, machine: Machine) -> Value:
        instance = self.new_instance(site, machine)
        self.initialize(instance, arguments, site, machine)
        return instance

    def new_instance(self, site: Site, machine: Machine) -> InstanceValue:
        """A new object of the class; its `__init__` has not run."""
        base = self.library_base()
        made = None if base is None else machine.library.instance(self, base, site, machine)
        return made or InstanceValue(self)

    def initialize(
        self, instance: InstanceValue, arguments: Arguments, site: Site, machine: Machine
    ) -> None:
        """Runs `__init__`."""
        constructor = self.method("__init__")
        if constructor is not None:
            machine.call(constructor, arguments.prepend(instance), site)
        else:
            instance.inherited("__init__", machine).call(arguments, site, machine)

    def _made_by_new(self, arguments: Arguments, site: Site, machine: Machine) -> Value:
        new = self.find("__new__") or Unknown("it has no '__new__'")
        made = machine.call(bound_to_class(new, self, machine), arguments.prepend(self), site)
        if isinstance(made, InstanceValue) and self in made.cls.lineage():
            self.initialize(made, arguments, site, machine)
        return made


def new_object(arguments: Arguments, site: Site, machine: Machine) -> Value:
    """`object.__new__(cls)`."""
    cls = arguments.positional[0] if arguments.positional else None
    if isinstance(cls, ClassValue) and cls.maker is None:
        return cls.new_instance(site, machine)
    return Unknown("what '__new__' makes is not known")


def _is_known_base(base: Value) -> bool:
    if isinstance(base, LibraryReference):
        return base.path in _PLAIN_BASES or base.path in FINISHERS
    return isinstance(base, ClassValue | ExceptionType) or is_object(base)
