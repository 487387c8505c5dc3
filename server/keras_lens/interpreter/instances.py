"""Objects of the program's own classes: their attributes and special methods.

What an operator calls stands in `_BINARY`, as Python's data model has it (reference, 3.3).
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.descriptors import PropertyValue, bound, cache
from keras_lens.interpreter.exceptions import ExceptionType, ExceptionValue, fail
from keras_lens.interpreter.iterators import ElementsNotKnown, iterator_of
from keras_lens.interpreter.program_iterators import ItemIterator, ProgramIterator
from keras_lens.interpreter.state import StateOwner
from keras_lens.interpreter.values import NONE, Constant, Identity, Unknown, Value

if TYPE_CHECKING:
    from keras_lens.interpreter.classes import ClassValue
    from keras_lens.interpreter.machine import Machine
    from keras_lens.interpreter.sites import Site

_BINARY = {
    "+": ("__add__", "__radd__"), "-": ("__sub__", "__rsub__"), "*": ("__mul__", "__rmul__"),
    "/": ("__truediv__", "__rtruediv__"), "//": ("__floordiv__", "__rfloordiv__"),
    "%": ("__mod__", "__rmod__"), "**": ("__pow__", "__rpow__"), "@": ("__matmul__", "__rmatmul__"),
    "&": ("__and__", "__rand__"), "|": ("__or__", "__ror__"), "^": ("__xor__", "__rxor__"),
    "<<": ("__lshift__", "__rlshift__"), ">>": ("__rshift__", "__rrshift__"),
    "==": ("__eq__", "__eq__"), "!=": ("__ne__", "__ne__"), "<": ("__lt__", "__gt__"),
    "<=": ("__le__", "__ge__"), ">": ("__gt__", "__lt__"), ">=": ("__ge__", "__le__"),
}  # fmt: skip
_UNARY = {"-": "__neg__", "+": "__pos__", "~": "__invert__", "abs": "__abs__"}


class InstanceValue(StateOwner, Value):
    """An instance of a class of the program; its state are its attributes."""

    uncertain_names: frozenset[str] = frozenset()
    """Attributes that it has on some of several paths only."""

    def __init__(self, cls: ClassValue) -> None:
        super().__init__()
        self.cls = cls

    def describe(self) -> str:
        return f"an instance of '{self.cls.name}'"

    def where_absent(self, key: str) -> Value | None:
        """The attribute of its class."""
        found = self.cls.find(key)
        return None if found is None or isinstance(found, PropertyValue) else found

    def may_be_absent(self, key: str) -> None:
        self.uncertain_names |= {key}

    # --- attributes ----------------------------------------------------------------------

    def attribute(self, name: str, machine: Machine) -> Value:
        found = self.cls.find(name)
        if isinstance(found, PropertyValue) and not found.cached:
            return found.read(self, machine)
        if name in self.state:
            return self.state[name]
        if isinstance(found, PropertyValue):
            return cache(self, name, found.read(self, machine), machine)
        if found is not None:
            return bound(found, self, self.cls, machine)
        if name == "__class__":
            return self.cls
        fallback = self.cls.method("__getattr__")
        if fallback is not None:
            return machine.call(fallback, Arguments((self, Constant(name))), machine.no_site())
        return self.inherited(name, machine)

    def inherited(self, name: str, machine: Machine) -> Value:
        """An attribute that neither the object nor a class of the program has: those of
        `object` and of a library's class."""
        exception = self._exception_base()
        match name:
            case "__init__":
                return Native(name, lambda given, *_: self._initialize(given, machine))
            case "__setattr__":
                return Native(name, lambda given, *_: set_plainly(given.prepend(self), machine))
            case "__init_subclass__" | "__post_init__":
                return Native(name, lambda *_: NONE)
            case "args" if exception is not None:
                return self.state.get(_ARGUMENTS) or Unknown("its arguments are not known")
            case "__dict__":
                self.escape("its attributes were taken as a dictionary", machine)
        if self.cls.is_closed() and exception is None and not name.endswith("__"):
            return fail("AttributeError", f"{self.describe()} has no attribute '{name}'", machine)
        return Unknown(f"what '.{name}' of {self.describe()} is is not known")

    def _exception_base(self) -> ExceptionType | None:
        bases = self.cls.builtin_bases()
        return next((base for base in bases if isinstance(base, ExceptionType)), None)

    def _initialize(self, given: Arguments, machine: Machine) -> Value:
        if self._exception_base() is not None:
            values = ExceptionValue(_ANY, given.positional, given.open)
            machine.write(self, _ARGUMENTS, values.attribute("args", machine))
        return NONE

    def set_attribute(self, name: str, value: Value, machine: Machine) -> None:
        if self.set_by_class(name, value, machine):
            return
        machine.write(self, name, value)
        value.bound(name, machine)

    def set_by_class(self, name: str, value: Value, machine: Machine) -> bool:
        """Sets an attribute where the class says how: a property, `__setattr__`. False where
        it does not."""
        own = self.cls.method("__setattr__")
        if own is not None:
            machine.call(own, Arguments((self, Constant(name), value)), machine.no_site())
            return True
        found = self.cls.find(name)
        if not isinstance(found, PropertyValue) or found.cached:
            return False
        if found.setter is None:
            fail("AttributeError", f"the property '{name}' cannot be set", machine)
        else:
            machine.call(found.setter, Arguments((self, value)), machine.no_site())
        return True

    def delete_attribute(self, name: str, machine: Machine) -> None:
        machine.write(self, name, None)

    def escape(self, reason: str, machine: Machine) -> None:
        for name, value in list(self.state.items()):
            if isinstance(value, Unknown):
                continue
            machine.write(self, name, Unknown(reason))
            value.escape(reason, machine)

    # --- special methods -----------------------------------------------------------------

    def special(self, name: str, arguments: Sequence[Value], machine: Machine) -> Value | None:
        """What a special method gives, None where the classes of the program have none."""
        method = self.cls.method(name)
        if method is None:
            return None
        result = machine.call(method, Arguments((self, *arguments)), machine.no_site())
        return None if result is NOT_IMPLEMENTED else result

    def call(self, arguments: Arguments, site: Site, machine: Machine) -> Value:
        return machine.call(self.attribute("__call__", machine), arguments, site)

    def truth(self, machine: Machine) -> bool | None:
        result = self.special("__bool__", (), machine) or self.special("__len__", (), machine)
        if result is not None:
            return result.truth(machine)
        return True if self.cls.is_closed() else None

    def length(self, machine: Machine) -> Value:
        return self.special("__len__", (), machine) or super().length(machine)

    def item(self, index: Value, machine: Machine) -> Value:
        return self.special("__getitem__", (index,), machine) or super().item(index, machine)

    def set_item(self, index: Value, value: Value, machine: Machine) -> None:
        if self.special("__setitem__", (index, value), machine) is None:
            self.escape("an element that is not modelled was set", machine)

    def delete_item(self, index: Value, machine: Machine) -> None:
        if self.special("__delitem__", (index,), machine) is None:
            self.escape("an element that is not modelled was deleted", machine)

    def contains(self, value: Value, machine: Machine) -> bool | None:
        result = self.special("__contains__", (value,), machine)
        return super().contains(value, machine) if result is None else result.truth(machine)

    def iterator(self, machine: Machine) -> Value | None:
        made = self.special("__iter__", (), machine)
        if made is None:
            has_items = self.cls.method("__getitem__") is not None
            return ItemIterator(self) if has_items else None
        is_own = isinstance(made, InstanceValue) and made.cls.method("__next__") is not None
        if made is self or is_own:
            return ProgramIterator(made)
        try:
            return iterator_of(made, machine)
        except ElementsNotKnown:
            return None

    def elements(self, machine: Machine) -> Sequence[Value] | None:
        iterator = self.iterator(machine)
        return None if iterator is None else iterator.elements(machine)

    def taken(self, machine: Machine) -> Value:
        iterator = self.iterator(machine)
        return self if iterator is None else iterator.taken(machine)

    def operate(
        self, operator: str, other: Value, reflected: bool, machine: Machine
    ) -> Value | None:
        names = _BINARY.get(operator)
        if names is None:
            return None
        result = self.special(names[reflected], (other,), machine)
        if result is None and operator == "!=":
            same = self.special("__eq__", (other,), machine)
            truth = None if same is None else same.truth(machine)
            return None if truth is None else Constant(not truth)
        return result

    def augment(self, operator: str, other: Value, machine: Machine) -> Value | None:
        names = _BINARY.get(operator)
        if names is None:
            return None
        return self.special(names[0].replace("__", "__i", 1), (other,), machine)

    def negate(self, operator: str, machine: Machine) -> Value:
        result = self.special(_UNARY[operator], (), machine)
        return result or super().negate(operator, machine)

    def identity(self) -> Hashable | None:
        if self.cls.find("__eq__") is not None or self.cls.find("__hash__") is not None:
            return None
        return Identity(self)

    def instance_of(self, cls: Value, machine: Machine) -> bool | None:
        if any(cls is one for one in self.cls.lineage()):
            return True
        if isinstance(cls, ExceptionType):
            base = self._exception_base()
            if base is not None:
                return issubclass(base.python, cls.python)
        return False if self.cls.is_closed() and not isinstance(cls, Unknown) else None

    def text(self, machine: Machine) -> str | None:
        result = self.special("__str__", (), machine) or self.special("__repr__", (), machine)
        if isinstance(result, Constant):
            return result.text(machine)
        exception = self._exception_base()
        arguments = self.state.get(_ARGUMENTS)
        if result is None and exception is not None and arguments is not None:
            given = arguments.elements(machine)
            return None if given is None else ExceptionValue(_ANY, given).text(machine)
        return None

    def representation(self, machine: Machine) -> str | None:
        result = self.special("__repr__", (), machine)
        return result.text(machine) if isinstance(result, Constant) else None

    def enter(self, machine: Machine) -> Value:
        return self.special("__enter__", (), machine) or super().enter(machine)

    def leave(self, machine: Machine) -> None:
        self.special("__exit__", (NONE, NONE, NONE), machine)


def set_plainly(given: Arguments, machine: Machine) -> Value:
    """`object.__setattr__(instance, name, value)`."""
    if len(given.positional) == 3:
        owner, name, value = given.positional
        if isinstance(owner, InstanceValue) and isinstance(name, Constant):
            machine.write(owner, str(name.literal), value)
    return NONE


NOT_IMPLEMENTED = Unknown("'NotImplemented'")
_ARGUMENTS = "args"
_ANY = ExceptionType(Exception)
