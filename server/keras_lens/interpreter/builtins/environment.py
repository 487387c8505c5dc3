"""What reaches out of the program, names that every module has, and exceptions."""

from __future__ import annotations

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.builtins.registry import BUILTINS, builtin
from keras_lens.interpreter.exceptions import EXCEPTIONS, ExceptionValue, Raised
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.values import NONE, Constant, Unknown, Value


@builtin("print", joined=True)
def _print(arguments: Arguments, site: Site, machine: Machine) -> Value:
    return NONE


@builtin("input")
def _input(arguments: Arguments, site: Site, machine: Machine) -> Value:
    return Unknown("what the user enters is not known")


def _without_effect(name: str) -> None:
    @builtin(name)
    def call(arguments: Arguments, site: Site, machine: Machine) -> Value:
        return Unknown(f"what '{name}()' gives is not known")


for _name in ("dir", "globals", "hash", "help", "id", "locals", "open"):
    _without_effect(_name)


def exit_program(arguments: Arguments, site: Site, machine: Machine) -> Value:
    """`sys.exit()`: nothing that comes after it is run."""
    raise Raised(ExceptionValue(EXCEPTIONS["SystemExit"], arguments.positional))


builtin("exit", joined=True)(exit_program)
builtin("quit", joined=True)(exit_program)
BUILTINS.update(EXCEPTIONS)
BUILTINS["__name__"] = Constant("__main__")
BUILTINS["__file__"] = Unknown("where the program stands is not known")
BUILTINS["__doc__"] = NONE
BUILTINS["__debug__"] = Constant(True)
BUILTINS["Ellipsis"] = Constant(...)
