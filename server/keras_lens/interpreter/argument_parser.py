"""`argparse.ArgumentParser`: a program is followed as it runs without arguments, with the defaults.

Source: the reference of Python's `argparse` (`add_argument`, `parse_args`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.containers import TupleValue
from keras_lens.interpreter.state import StateOwner
from keras_lens.interpreter.values import NONE, Constant, Unknown, Value

if TYPE_CHECKING:
    from keras_lens.interpreter.machine import Machine

_SWITCHES = {"store_true": Constant(False), "store_false": Constant(True)}


class NamespaceValue(StateOwner, Value):
    """`argparse.Namespace`: the parsed arguments as attributes."""

    def describe(self) -> str:
        return "the parsed arguments"

    def attribute(self, name: str, machine: Machine) -> Value:
        return self.state.get(name) or Unknown(f"there is no argument '{name}'")

    def set_attribute(self, name: str, value: Value, machine: Machine) -> None:
        machine.write(self, name, value)


class ParserValue(StateOwner, Value):
    """A parser; its state are the defaults of the arguments."""

    def describe(self) -> str:
        return "an argument parser"

    def attribute(self, name: str, machine: Machine) -> Value:
        match name:
            case "add_argument":
                return Native(name, lambda arguments, _, machine: self._add(arguments, machine))
            case "set_defaults":
                return Native(name, lambda arguments, _, machine: self._set(arguments, machine))
            case "add_argument_group" | "add_mutually_exclusive_group":
                return Native(name, lambda *_: self)
            case "parse_args":
                return Native(name, lambda *_: self._namespace(machine))
            case "parse_known_args":
                unknown = Unknown("which arguments are left over is not known")
                return Native(name, lambda *_: TupleValue([self._namespace(machine), unknown]))
        return super().attribute(name, machine)

    def _add(self, arguments: Arguments, machine: Machine) -> Value:
        flags = [
            value.literal
            for value in arguments.positional
            if isinstance(value, Constant) and isinstance(value.literal, str)
        ]
        if not flags or arguments.open:
            return Unknown("which argument is added is not known")
        machine.write(self, _destination(flags, arguments), _default(flags, arguments))
        return NONE

    def _set(self, arguments: Arguments, machine: Machine) -> Value:
        for name, value in arguments.keywords.items():
            machine.write(self, name, value)
        return NONE

    def _namespace(self, machine: Machine) -> Value:
        namespace = NamespaceValue()
        for name, value in self.state.items():
            machine.write(namespace, name, value)
        return namespace


def _destination(flags: list[str], arguments: Arguments) -> str:
    """The attribute that an argument becomes: `--batch-size` is `batch_size`."""
    given = arguments.keywords.get("dest")
    if isinstance(given, Constant) and isinstance(given.literal, str):
        return given.literal
    longest = next((flag for flag in flags if flag.startswith("--")), flags[0])
    return longest.lstrip("-").replace("-", "_")


def _default(flags: list[str], arguments: Arguments) -> Value:
    required = arguments.keywords.get("required")
    optional_count = arguments.keywords.get("nargs")
    if required is not None or (not flags[0].startswith("-") and optional_count is None):
        return Unknown(f"the argument '{flags[0]}' is given when the program is run")
    default = arguments.keywords.get("default")
    if default is not None:
        return _converted(default, arguments)
    action = arguments.keywords.get("action")
    name = action.literal if isinstance(action, Constant) else None
    return _SWITCHES.get(str(name), NONE)


def _converted(default: Value, arguments: Arguments) -> Value:
    """A default that is a string goes through `type=` as an argument does."""
    kind = arguments.keywords.get("type")
    is_text = isinstance(default, Constant) and isinstance(default.literal, str)
    if kind is None or not is_text or (isinstance(kind, Native) and kind.name == "str"):
        return default
    return Unknown("what the default becomes is not known")
