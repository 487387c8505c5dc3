"""Exceptions of the interpreted program.

An operation that surely fails calls `fail`. Inside a `try` it raises there, as in Python;
elsewhere its value is unknown, since a program that works as intended does not do it.
"""

from __future__ import annotations

import builtins
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from keras_lens.interpreter.callables import BuiltinType
from keras_lens.interpreter.values import Constant, Unknown, Value

if TYPE_CHECKING:
    from keras_lens.interpreter.arguments import Arguments
    from keras_lens.interpreter.machine import Machine
    from keras_lens.interpreter.sites import Site


class Raised(Exception):
    """An exception of the interpreted program, on its way to the `try` around it.

    value: the exception; an unknown where it is not known which.
    """

    def __init__(self, value: Value) -> None:
        super().__init__()
        self.value = value


@dataclass(frozen=True)
class Departure:
    """Where a path goes on that has been abandoned.

    target: who waits for it. arrive: tells the present state to it.
    """

    target: object
    arrive: Callable[[], None]


class Abandoned(Exception):
    """The path that is being followed ends here: the code that runs over a generator has left
    its loop. Blocks of the generator that must be finished are, then the path goes on at the
    loop."""

    def __init__(self, departure: Departure | None = None) -> None:
        super().__init__()
        self.departure = departure


class ExceptionType(BuiltinType):
    """One of Python's own exceptions."""

    __slots__ = ("python",)

    def __init__(self, python: type[BaseException]) -> None:
        super().__init__(python.__name__, self._make)
        self.python = python

    def _make(self, arguments: Arguments, site: Site, machine: Machine) -> Value:
        return ExceptionValue(self, arguments.positional, arguments.open)


class ExceptionValue(Value):
    """An instance of one of Python's own exceptions."""

    __slots__ = ("arguments", "kind")

    def __init__(
        self, kind: ExceptionType, arguments: Sequence[Value] = (), open: bool = False
    ) -> None:
        self.kind = kind
        self.arguments = None if open else tuple(arguments)

    def describe(self) -> str:
        return f"an exception '{self.kind.name}'"

    def truth(self, machine: Machine) -> bool | None:
        return True

    def attribute(self, name: str, machine: Machine) -> Value:
        if name == "args" and self.arguments is not None:
            # Containers raise exceptions themselves.
            from keras_lens.interpreter.containers import TupleValue

            return TupleValue(self.arguments)
        if name == "__class__":
            return self.kind
        if name == "value" and self.kind.name == "StopIteration" and self.arguments is not None:
            return self.arguments[0] if self.arguments else Constant(None)
        return super().attribute(name, machine)

    def instance_of(self, cls: Value, machine: Machine) -> bool | None:
        if isinstance(cls, ExceptionType):
            return issubclass(self.kind.python, cls.python)
        return None if isinstance(cls, Unknown) else False

    def text(self, machine: Machine) -> str | None:
        """`str(self)`, None where it is not known."""
        if self.arguments is None or self.kind.python is KeyError:
            return None
        if not self.arguments:
            return ""
        only = self.arguments[0]
        if len(self.arguments) == 1 and type(only) is Constant:
            return str(only.literal)
        return None


EXCEPTIONS: dict[str, ExceptionType] = {
    name: ExceptionType(kind)
    for name, kind in vars(builtins).items()
    if isinstance(kind, type) and issubclass(kind, BaseException)
}


def fail(kind: str, reason: str, machine: Machine) -> Value:
    """The value of an operation that surely raises the exception `kind`. Raises Raised
    inside a `try`."""
    if machine.guards:
        raise Raised(ExceptionValue(EXCEPTIONS[kind], (Constant(reason),), open=True))
    return Unknown(reason)
