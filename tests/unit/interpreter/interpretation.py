"""Runs a program in the interpreter and reads what its names mean afterwards."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence

from keras_lens.interpreter.alternatives import Alternatives
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.budget import Budget
from keras_lens.interpreter.classes import ClassValue, InstanceValue
from keras_lens.interpreter.containers import DictValue, ListValue, SetValue, TupleValue
from keras_lens.interpreter.frames import Frame
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.modules import ModuleFinder
from keras_lens.interpreter.program import run_program
from keras_lens.interpreter.scopes import Scope
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.standard_library import call_standard_library
from keras_lens.interpreter.standard_library.deques import DequeValue
from keras_lens.interpreter.values import Constant, Unknown, Value
from keras_lens.syntax.source import parse_source

UNKNOWN = "<unknown>"


class NoLibrary:
    """Knows the standard library's modelled functions; everything else is unknown."""

    def resolve(self, path: str) -> str | None:
        return None if path.startswith("missing") else path

    def names_in(self, path: str) -> Sequence[str] | None:
        return None

    def value(self, path: str, machine: Machine) -> Value | None:
        return None

    def instance(
        self, cls: ClassValue, base: str, site: Site, machine: Machine
    ) -> InstanceValue | None:
        return None

    def call(self, path: str, arguments: Arguments, site: Site, machine: Machine) -> Value | None:
        return call_standard_library(path, arguments, site, machine)

    def given_to_unknown(
        self,
        path: str | None,
        unknown: Unknown,
        arguments: Arguments,
        site: Site | None,
        machine: Machine,
    ) -> Unknown:
        return unknown

    def is_pure(self, path: str) -> bool:
        return False


def interpret(
    text: str,
    budget: Budget | None = None,
    path: str = "program.py",
    finder: ModuleFinder | None = None,
) -> dict[str, object]:
    """The module's names: Python objects for what is known, `UNKNOWN`, or a set of
    possibilities as `("either", ...)`."""
    file = parse_source(path, text)
    machine = Machine(file, NoLibrary(), budget or Budget(lambda: False), finder)
    frame = Frame(file, Scope("module", None))
    machine.execute(file.tree.body, frame)
    return {name: plain(value, machine) for name, value in frame.scope.state.items()}


def run_whole(
    text: str,
    cancelled: Callable[[], bool] = lambda: False,
    steps: int | None = None,
) -> list[bool]:
    """Interprets a whole program, functions that nobody calls included; for each run, whether
    it came to its end."""
    finished: list[bool] = []
    budget = Budget(cancelled) if steps is None else Budget(cancelled, steps)
    machine = Machine(parse_source("program.py", text), NoLibrary(), budget)
    run_program(machine, finished.append)
    return finished


def plain(value: Value, machine: Machine) -> object:
    """A value as a Python object that can be compared."""
    match value:
        case Constant(literal=literal):
            return literal
        case ListValue() | TupleValue() | DequeValue():
            elements = value.elements(machine)
            if elements is None:
                return UNKNOWN
            items = [plain(element, machine) for element in elements]
            return tuple(items) if isinstance(value, TupleValue) else items
        case SetValue():
            members = value.items()
            return UNKNOWN if members is None else {plain(one, machine) for one in members}
        case DictValue():
            pairs = value.pairs()
            if pairs is None:
                return UNKNOWN
            return {plain(key, machine): plain(one, machine) for key, one in pairs}
        case Alternatives(values=values):
            return ("either", *(plain(one, machine) for one in values))
        case Unknown():
            return f"{UNKNOWN}: {value.reason}" if REASONS else UNKNOWN
    return value.describe()


REASONS = False


def comparable(value: object) -> object | None:
    """An object of Python as `plain` gives it; None for one that cannot be compared."""
    if value is None or isinstance(value, bool | int | float | complex | str | bytes):
        return value if type(value) in _LITERALS else None
    if isinstance(value, set | frozenset):
        return set(value)
    if isinstance(value, dict):
        keys = comparable(list(value))
        items = comparable(list(value.values()))
        known = isinstance(keys, list) and isinstance(items, list)
        return dict(zip(value, items, strict=True)) if known else None
    if isinstance(value, list | tuple | deque):
        items = [comparable(one) if one is not None else None for one in value]
        if any(item is None and one is not None for item, one in zip(items, value, strict=True)):
            return None
        return tuple(items) if isinstance(value, tuple) else items
    return None


_LITERALS = (bool, int, float, complex, str, bytes, type(None))
