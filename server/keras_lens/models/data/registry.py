"""Where functions are registered that give data: data sets of Keras, of TensorFlow, of files.

To model another one: write a function of its arguments in the module of its subject and
register it under its path.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias, TypeVar

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.values import Constant, Value, is_none
from keras_lens.models.session import KerasSession

Source: TypeAlias = "Callable[[Arguments, KerasSession, Machine], Value]"
SOURCES: dict[str, Source] = {}
AnySource = TypeVar("AnySource", bound=Source)


def source(*paths: str) -> Callable[[AnySource], AnySource]:
    """Registers a function under its dotted paths."""

    def register(implementation: AnySource) -> AnySource:
        SOURCES.update(dict.fromkeys(paths, implementation))
        return implementation

    return register


class Given:
    """The arguments of a call by the names of the parameters, and their defaults.

    unknown: whether there may be others.
    """

    def __init__(self, arguments: Arguments, names: str) -> None:
        ordered = names.split()
        self._values = dict(zip(ordered, arguments.positional, strict=False))
        self._values.update(arguments.keywords)
        self.unknown = arguments.open or len(arguments.positional) > len(ordered)

    def value(self, name: str) -> Value | None:
        """The argument, None where it is not given or is `None`."""
        found = self._values.get(name)
        return None if found is None or is_none(found) else found

    def is_given(self, name: str) -> bool:
        """Whether the program gives it, be it `None`."""
        return name in self._values

    def literal(self, name: str, default: object = None) -> object:
        """The literal that is given, `default` where none is; `NOT_KNOWN` where it is not
        known."""
        if name not in self._values:
            return default
        found = self._values[name]
        return found.literal if isinstance(found, Constant) else NOT_KNOWN


class _NotKnown:
    """What an argument is that is not known."""


NOT_KNOWN = _NotKnown()
