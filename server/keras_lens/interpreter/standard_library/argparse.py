"""`argparse`: a program is followed as it runs without arguments, with the defaults.

Source: the reference of Python's `argparse` (`add_argument`, `parse_args`).
"""

from __future__ import annotations

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.containers import ListValue, TupleValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.standard_library.registry import function
from keras_lens.interpreter.standard_library.types import NamespaceValue
from keras_lens.interpreter.state import StateOwner
from keras_lens.interpreter.values import NONE, Constant, Unknown, Value

_SWITCHES: dict[str, Value] = {"store_true": Constant(False), "store_false": Constant(True)}
_INCOMPLETE = "incomplete parser"


@function("argparse.ArgumentParser")
def argument_parser(arguments: Arguments, site: Site, machine: Machine) -> Value:
    parser = ParserValue()
    if arguments.open or {"parents", "argument_default"} & set(arguments.keywords):
        parser.escape("the parser takes arguments from elsewhere", machine)
    return parser


class ParserValue(StateOwner, Value):
    """A parser; its state are the defaults of the arguments."""

    def describe(self) -> str:
        return "an argument parser"

    def attribute(self, name: str, machine: Machine) -> Value:
        match name:
            case "add_argument":
                return Native(name, lambda arguments, *_: self._add(arguments, machine))
            case "set_defaults":
                return Native(name, lambda arguments, *_: self._set(arguments, machine))
            case "get_default":
                return Native(name, lambda arguments, *_: self._get(arguments))
            case "add_argument_group" | "add_mutually_exclusive_group":
                return Native(name, lambda *_: self)
            case "parse_args":
                return Native(name, lambda arguments, *_: self._namespace(arguments, machine))
            case "parse_known_args":
                return Native(name, lambda arguments, *_: self._known(arguments, machine))
            case "print_help" | "print_usage":
                return Native(name, lambda *_: NONE)
        self.escape("the parser has more than plain arguments", machine)
        return super().attribute(name, machine)

    def escape(self, reason: str, machine: Machine) -> None:
        machine.write(self, _INCOMPLETE, Unknown(reason))

    def _add(self, arguments: Arguments, machine: Machine) -> Value:
        flags = [
            value.literal
            for value in arguments.positional
            if isinstance(value, Constant) and isinstance(value.literal, str)
        ]
        if not flags or arguments.open:
            self.escape("which argument is added is not known", machine)
            return Unknown("which argument is added is not known")
        destination = _destination(flags, arguments)
        if arguments.keywords.get("default") is None and destination in self.state:
            return NONE
        machine.write(self, destination, _default(flags, arguments, machine))
        return NONE

    def _set(self, arguments: Arguments, machine: Machine) -> Value:
        for name, value in arguments.keywords.items():
            machine.write(self, name, value)
        return NONE

    def _get(self, arguments: Arguments) -> Value:
        name = arguments.get(0, "dest")
        if not isinstance(name, Constant):
            return Unknown("which default is asked for is not known")
        return self.state.get(str(name.literal), NONE)

    def _namespace(self, arguments: Arguments, machine: Machine) -> Value:
        given = arguments.get(0, "args")
        elements = None if given is None else given.elements(machine)
        if arguments.get(1, "namespace") is not None or elements:
            return Unknown("what the arguments are is not known")
        namespace = NamespaceValue(_INCOMPLETE not in self.state)
        for name, value in self.state.items():
            if name != _INCOMPLETE:
                namespace.set_attribute(name, value, machine)
        return namespace

    def _known(self, arguments: Arguments, machine: Machine) -> Value:
        given = arguments.get(0, "args")
        rest = (
            ListValue()
            if given is not None and given.elements(machine) == ()
            else (Unknown("which arguments are left over is not known"))
        )
        return TupleValue([self._namespace(arguments, machine), rest])


def _destination(flags: list[str], arguments: Arguments) -> str:
    """The attribute that an argument becomes: `--batch-size` is `batch_size`."""
    given = arguments.keywords.get("dest")
    if isinstance(given, Constant) and isinstance(given.literal, str):
        return given.literal
    longest = next((flag for flag in flags if flag.startswith("--")), flags[0])
    is_option = longest.startswith("-")
    return longest.lstrip("-").replace("-", "_") if is_option else longest


def _default(flags: list[str], arguments: Arguments, machine: Machine) -> Value:
    required = arguments.keywords.get("required")
    count = arguments.keywords.get("nargs")
    is_option = flags[0].startswith("-")
    must_be_given = (required is not None and required.truth(machine) is not False) or (
        not is_option and not _may_be_left_out(count)
    )
    if must_be_given:
        return Unknown(f"the argument '{flags[0]}' is given when the program is run")
    default = arguments.keywords.get("default")
    if default is not None:
        return _converted(default, arguments, machine)
    if not is_option and isinstance(count, Constant) and count.literal == "*":
        return ListValue()
    action = arguments.keywords.get("action")
    name = action.literal if isinstance(action, Constant) else None
    return _SWITCHES.get(str(name), NONE)


def _may_be_left_out(count: Value | None) -> bool:
    return isinstance(count, Constant) and count.literal in ("?", "*")


def _converted(default: Value, arguments: Arguments, machine: Machine) -> Value:
    """A default that is a string goes through `type=` as an argument does."""
    kind = arguments.keywords.get("type")
    is_text = isinstance(default, Constant) and isinstance(default.literal, str)
    if kind is None or not is_text:
        return default
    return machine.call(kind, Arguments((default,)), machine.no_site())
