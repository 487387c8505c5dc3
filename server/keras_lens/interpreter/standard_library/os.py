"""`os`: environment variables, and paths as text.

A program is followed as it runs where no variable is set but those that it sets itself.
"""

from __future__ import annotations

import posixpath

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.library import library_value, reference
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.standard_library.registry import function
from keras_lens.interpreter.state import StateOwner
from keras_lens.interpreter.values import NONE, Constant, Unknown, Value

_UNKNOWN = Unknown("an environment variable is not known")


class EnvironmentValue(StateOwner, Value):
    """`os.environ`; its state are the variables that the program has set."""

    def describe(self) -> str:
        return "the environment"

    def attribute(self, name: str, machine: Machine) -> Value:
        match name:
            case "get":
                return Native("os.environ.get", lambda given, *_: self.read(given))
            case "setdefault":
                return Native("os.environ.setdefault", lambda given, *_: self._set(given, machine))
            case "copy" | "items" | "keys" | "values":
                return Native(f"os.environ.{name}", lambda *_: _UNKNOWN)
        self.escape("the environment was changed", machine)
        return super().attribute(name, machine)

    def read(self, given: Arguments) -> Value:
        """`os.environ.get(name, default)`."""
        name = given.get(0, "key")
        if not isinstance(name, Constant) or _CHANGED in self.state:
            return _UNKNOWN
        return self.state.get(str(name.literal)) or given.get(1, "default") or _UNKNOWN

    def _set(self, given: Arguments, machine: Machine) -> Value:
        name, value = given.get(0, "key") or NONE, given.get(1, "value") or NONE
        if not isinstance(name, Constant) or str(name.literal) in self.state:
            return self.read(given)
        self.set_item(name, value, machine)
        return value

    def item(self, index: Value, machine: Machine) -> Value:
        if isinstance(index, Constant) and _CHANGED not in self.state:
            return self.state.get(str(index.literal), _UNKNOWN)
        return _UNKNOWN

    def set_item(self, index: Value, value: Value, machine: Machine) -> None:
        if isinstance(index, Constant):
            machine.write(self, str(index.literal), value)
        else:
            self.escape("the environment was changed", machine)

    def delete_item(self, index: Value, machine: Machine) -> None:
        if isinstance(index, Constant):
            machine.write(self, str(index.literal), None)

    def contains(self, value: Value, machine: Machine) -> bool | None:
        known = isinstance(value, Constant) and str(value.literal) in self.state
        return True if known else None

    def escape(self, reason: str, machine: Machine) -> None:
        machine.write(self, _CHANGED, Unknown(reason))


_CHANGED = "changed"


@library_value("os.environ")
def _environment(machine: Machine) -> Value:
    return EnvironmentValue()


@function("os.getenv")
def getenv(arguments: Arguments, site: Site, machine: Machine) -> Value:
    environment = reference("os.environ", machine)
    return environment.read(arguments) if isinstance(environment, EnvironmentValue) else _UNKNOWN


def _path_function(name: str) -> None:
    @function(f"os.path.{name}")
    def call(arguments: Arguments, site: Site, machine: Machine) -> Value:
        parts = [value.literal for value in arguments.positional if isinstance(value, Constant)]
        texts = [part for part in parts if isinstance(part, str)]
        if len(texts) < len(arguments.positional) or not texts:
            return Unknown("a path is not known")
        result = getattr(posixpath, name)(*texts)
        return Constant(result)


for _name in ("basename", "dirname", "join"):
    _path_function(_name)
