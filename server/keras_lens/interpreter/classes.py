"""The program's own classes and their instances."""

from __future__ import annotations

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.callables import Implementation, Native
from keras_lens.interpreter.functions import BoundMethod, FunctionValue
from keras_lens.interpreter.library import LibraryReference
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.scopes import Scope
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.state import StateOwner
from keras_lens.interpreter.values import NONE, Constant, Unknown, Value

_CLASS_METHODS_OF_LIBRARIES = frozenset({"from_config"})


class PropertyValue(Value):
    """`property`: a method that is called when the attribute is read."""

    __slots__ = ("getter",)

    def __init__(self, getter: Value) -> None:
        self.getter = getter

    def attribute(self, name: str, machine: Machine) -> Value:
        return Native(name, lambda *_: self)


class StaticMethod(Value):
    """`staticmethod`."""

    __slots__ = ("function",)

    def __init__(self, function: Value) -> None:
        self.function = function


class ClassMethod(Value):
    """`classmethod`."""

    __slots__ = ("function",)

    def __init__(self, function: Value) -> None:
        self.function = function


class FieldFactory(Value):
    """`dataclasses.field(default_factory=...)`: what makes the default of a field."""

    __slots__ = ("factory",)

    def __init__(self, factory: Value) -> None:
        self.factory = factory


class ClassValue(Value):
    """A class of the program. Its namespace is the scope in which its body ran."""

    __slots__ = ("bases", "fields", "is_dataclass", "name", "namespace", "transformed")

    def __init__(
        self,
        name: str,
        bases: tuple[Value, ...],
        namespace: Scope,
        transformed: bool,
        fields: tuple[str, ...] = (),
    ) -> None:
        """transformed: a metaclass or keyword changes what the class is. fields: the names
        that are annotated in its body, in order."""
        self.name = name
        self.bases = bases
        self.namespace = namespace
        self.transformed = transformed
        self.fields = fields
        self.is_dataclass = False

    def describe(self) -> str:
        return f"the class '{self.name}'"

    def truth(self, machine: Machine) -> bool | None:
        return True

    def lineage(self) -> list[ClassValue]:
        """The class and those of its bases that the program defines, nearest first."""
        order: list[ClassValue] = []
        for cls in (self, *(base for base in self.bases if isinstance(base, ClassValue))):
            for ancestor in [cls] if cls is self else cls.lineage():
                if ancestor not in order:
                    order.append(ancestor)
        return order

    def library_base(self) -> str | None:
        """The path of the nearest base that a library defines, None where there is none."""
        for cls in self.lineage():
            for base in cls.bases:
                if isinstance(base, LibraryReference) and not is_object(base):
                    return base.path
        return None

    def is_closed(self) -> bool:
        """Whether all of its bases are known, so that what is not found does not exist."""
        return not self.transformed and all(
            isinstance(base, ClassValue)
            for cls in self.lineage()
            for base in cls.bases
            if not is_object(base)
        )

    def find(self, name: str) -> Value | None:
        """The attribute in the class or its bases."""
        for cls in self.lineage():
            if name in cls.namespace.state:
                return cls.namespace.state[name]
        return None

    def attribute(self, name: str, machine: Machine) -> Value:
        if name == "__name__":
            return Constant(self.name)
        found = self.find(name)
        if isinstance(found, StaticMethod):
            return found.function
        if isinstance(found, ClassMethod):
            return BoundMethod(found.function, self)
        if found is None and name in _CLASS_METHODS_OF_LIBRARIES and self.library_base():
            return Native(name, self._call_of_library(name))
        return found or super().attribute(name, machine)

    def _call_of_library(self, name: str) -> Implementation:
        """Calls a class method that a library's class has, with this class in front."""

        def call(arguments: Arguments, site: Site, machine: Machine) -> Value:
            path = f"{self.library_base()}.{name}"
            result = machine.library.call(path, arguments.prepend(self), site, machine)
            return result or Unknown(f"what '{name}' of {self.describe()} gives is not known")

        return call

    def set_attribute(self, name: str, value: Value, machine: Machine) -> None:
        machine.write(self.namespace, name, value)

    def call(self, arguments: Arguments, site: Site, machine: Machine) -> Value:
        if self.transformed:
            for value in arguments.all_values():
                value.escape(f"{self.describe()} may have changed it", machine)
            return Unknown(f"what makes an instance of {self.describe()} is not known")
        base = self.library_base()
        instance = None
        if base is not None:
            instance = machine.library.instance(self, base, site, machine)
        if instance is None:
            instance = InstanceValue(self)
        if self.is_dataclass:
            return self._set_fields(instance, arguments, machine)
        constructor = self.find("__init__")
        if isinstance(constructor, FunctionValue):
            machine.call(constructor, arguments.prepend(instance), site)
        else:
            instance.inherited("__init__", machine).call(arguments, site, machine)
        return instance

    def _set_fields(self, instance: InstanceValue, arguments: Arguments, machine: Machine) -> Value:
        """What the `__init__` does that `dataclasses.dataclass` writes."""
        names = [name for cls in reversed(self.lineage()) for name in cls.fields]
        for index, name in enumerate(dict.fromkeys(names)):
            value = arguments.get(index, name) or self.find(name)
            if isinstance(value, FieldFactory):
                value = machine.call(value.factory, Arguments(), machine.no_site())
            instance.set_attribute(name, value or Unknown(f"'{name}' is not given"), machine)
        finish = self.find("__post_init__")
        if isinstance(finish, FunctionValue):
            machine.call(finish, Arguments((instance,)), machine.no_site())
        return instance


def is_object(value: Value) -> bool:
    """Whether it is Python's own `object`."""
    return value.describe() == "'object'"


class InstanceValue(StateOwner, Value):
    """An instance of a class of the program; its state are its attributes."""

    __slots__ = ("cls",)

    def __init__(self, cls: ClassValue) -> None:
        super().__init__()
        self.cls = cls

    def describe(self) -> str:
        return f"an instance of '{self.cls.name}'"

    def attribute(self, name: str, machine: Machine) -> Value:
        found = self.cls.find(name)
        if isinstance(found, PropertyValue):
            return self.read_property(found, machine)
        if name in self.state:
            return self.state[name]
        if isinstance(found, StaticMethod):
            return found.function
        if isinstance(found, ClassMethod):
            return BoundMethod(found.function, self.cls)
        if isinstance(found, FunctionValue):
            return BoundMethod(found, self)
        if found is not None:
            return found
        return self.inherited(name, machine)

    def inherited(self, name: str, machine: Machine) -> Value:
        """An attribute that neither the object nor a class of the program has: those of
        `object` and of a library's class."""
        if name == "__init__":
            return Native(name, lambda *_: NONE)
        return Unknown(f"what '.{name}' of {self.describe()} is is not known")

    def set_attribute(self, name: str, value: Value, machine: Machine) -> None:
        machine.write(self, name, value)
        value.bound(name, machine)

    def call(self, arguments: Arguments, site: Site, machine: Machine) -> Value:
        return machine.call(self.attribute("__call__", machine), arguments, site)

    def elements(self, machine: Machine) -> list[Value] | None:
        return None

    def escape(self, reason: str, machine: Machine) -> None:
        for name, value in list(self.state.items()):
            machine.write(self, name, Unknown(reason))
            value.escape(reason, machine)

    def read_property(self, found: PropertyValue, machine: Machine) -> Value:
        """What a property gives for this object."""
        getter = found.getter
        if not isinstance(getter, FunctionValue):
            return Unknown("what the property gives is not known")
        return machine.call(getter, Arguments((self,)), machine.no_site())
