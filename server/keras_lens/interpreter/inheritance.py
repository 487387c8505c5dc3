"""`super()`: the attributes that a class inherits, for one object."""

from __future__ import annotations

from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.classes import ClassValue, new_object
from keras_lens.interpreter.descriptors import bound, bound_to_class
from keras_lens.interpreter.instances import InstanceValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.scopes import Scope
from keras_lens.interpreter.values import Unknown, Value


class SuperValue(Value):
    """`super(cls, receiver)`: looks for attributes behind `cls` in the receiver's lineage."""

    __slots__ = ("cls", "receiver")

    def __init__(self, cls: ClassValue, receiver: Value) -> None:
        self.cls = cls
        self.receiver = receiver

    def describe(self) -> str:
        return "super()"

    def attribute(self, name: str, machine: Machine) -> Value:
        receiver = self.receiver
        own = receiver.cls if isinstance(receiver, InstanceValue) else receiver
        if not isinstance(own, ClassValue):
            return Unknown("what 'super()' refers to is not known")
        lineage = list(own.lineage())
        behind = lineage[lineage.index(self.cls) + 1 :] if self.cls in lineage else []
        for cls in behind:
            found = cls.namespace.state.get(name)
            if found is None:
                continue
            if isinstance(receiver, InstanceValue):
                return bound(found, receiver, own, machine)
            return bound_to_class(found, own, machine)
        if name == "__new__":
            return Native(name, new_object)
        if isinstance(receiver, InstanceValue):
            return receiver.inherited(name, machine)
        return Unknown(f"what 'super().{name}' is is not known")


def super_without_arguments(scope: Scope) -> Value:
    """`super()` in a method: the class that the method stands in, and its first parameter."""
    method = scope
    while method.parent is not None and method.parent.kind != "class":
        method = method.parent
    cls = None if method.parent is None else method.parent.defines
    receiver = method.state.get(method.first_parameter or "")
    return super_of(cls, receiver)


def super_of(cls: Value | None, receiver: Value | None) -> Value:
    """`super(cls, receiver)`."""
    if not isinstance(cls, ClassValue) or receiver is None:
        return Unknown("what 'super()' refers to is not known")
    return receiver if isinstance(receiver, Unknown) else SuperValue(cls, receiver)
