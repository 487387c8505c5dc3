"""`types.SimpleNamespace`, and what else is nothing but attributes."""

from __future__ import annotations

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.containers import DictValue
from keras_lens.interpreter.exceptions import fail
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.standard_library.registry import function
from keras_lens.interpreter.state import StateOwner
from keras_lens.interpreter.values import Constant, Unknown, Value


class NamespaceValue(StateOwner, Value):
    """An object whose attributes are all that there is to it.

    complete: whether it has no others than are known.
    """

    is_object_of_library = True

    def __init__(self, complete: bool = True) -> None:
        super().__init__()
        self.complete = complete

    def describe(self) -> str:
        return "a namespace"

    def truth(self, machine: Machine) -> bool | None:
        return True

    def attribute(self, name: str, machine: Machine) -> Value:
        if name in self.state:
            return self.state[name]
        if name == "__dict__":
            if not self.complete:
                return Unknown("which attributes a namespace has is not known")
            return DictValue([(Constant(key), value) for key, value in self.state.items()])
        if self.complete and not name.startswith("__"):
            return fail("AttributeError", f"{self.describe()} has no '{name}'", machine)
        return Unknown(f"what '.{name}' of {self.describe()} is is not known")

    def set_attribute(self, name: str, value: Value, machine: Machine) -> None:
        machine.write(self, name, value)

    def delete_attribute(self, name: str, machine: Machine) -> None:
        machine.write(self, name, None)

    def contains(self, value: Value, machine: Machine) -> bool | None:
        if self.complete and isinstance(value, Constant):
            return value.literal in self.state
        return None

    def escape(self, reason: str, machine: Machine) -> None:
        self.complete = False
        for name, value in list(self.state.items()):
            machine.write(self, name, Unknown(reason))
            value.escape(reason, machine)


@function("types.SimpleNamespace", "argparse.Namespace")
def simple_namespace(arguments: Arguments, site: Site, machine: Machine) -> Value:
    if arguments.positional or arguments.open:
        return Unknown("which attributes a namespace has is not known")
    namespace = NamespaceValue()
    for name, value in arguments.keywords.items():
        namespace.set_attribute(name, value, machine)
    return namespace
